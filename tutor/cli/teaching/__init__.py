"""`tutor course`: what a teacher writes, proves and hands out."""
