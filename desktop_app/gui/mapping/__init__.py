"""The Mapping step."""
