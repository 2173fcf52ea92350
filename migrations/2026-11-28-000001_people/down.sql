DROP TABLE deletions, leave_notices, sign_in_failures, devices, password_links, sessions, users;
