"""Who does the grading: a thread for each worker, and workers here or on a cluster."""
