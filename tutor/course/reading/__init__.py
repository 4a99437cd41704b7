"""The files of a course, part by part. `tutor.course.reader` puts the parts together.

Every part reports what is wrong and goes on with what it could read, so that an author sees all
faults at once.
"""
