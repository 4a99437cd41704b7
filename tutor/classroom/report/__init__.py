"""What a teacher can learn about their teaching from what a class handed in and recorded."""
