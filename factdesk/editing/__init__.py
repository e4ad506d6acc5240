"""Edit claim files without changing anything but the edited value."""
