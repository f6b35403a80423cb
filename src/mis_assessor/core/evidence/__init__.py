"""What was sent, as data: submissions, systems and the answers read out of them."""
