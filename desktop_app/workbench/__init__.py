"""What is open now: state, commands, jobs and preferences; no Qt."""
