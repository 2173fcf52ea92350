DROP TABLE audit, installation;
