"""What a screen or a sheet shows, without Qt."""
