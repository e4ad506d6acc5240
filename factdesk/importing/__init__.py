"""Import an archive of reviews: recognise a format, map its fields, report, and write drafts."""
