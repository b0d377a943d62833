"""Preview: the site as editors see it while they write; drafts under a banner, rebuilt on save."""
