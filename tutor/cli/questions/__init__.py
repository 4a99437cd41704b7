"""Questions asked on stdout, and answered on stdin."""
