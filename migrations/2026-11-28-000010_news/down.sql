DROP TABLE told, mails, digests, addresses, feeds;
