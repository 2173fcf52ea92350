DROP TABLE deletions, leave_notices, sign_in_failures, password_links, sessions, users;
