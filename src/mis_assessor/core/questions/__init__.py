"""What a requirement may ask of a submission, by kind of question."""
