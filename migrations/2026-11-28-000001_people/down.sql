DROP TABLE sign_in_failures, password_links, sessions, users;
