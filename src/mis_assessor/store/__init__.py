"""What several people keep together: submissions, assessments, approvals, and who did what."""
