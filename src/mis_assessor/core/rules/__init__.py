"""What is asked, as data: requirements, conditions, questions, values and the days they hold."""
