DROP TABLE audit, notices, installation;
