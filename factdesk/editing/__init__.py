"""Edit claim files without touching anything but the edited value."""
