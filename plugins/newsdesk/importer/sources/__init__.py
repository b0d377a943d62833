"""Where documents come from: files, folders, standard input, addresses, mails, archives, feeds."""
