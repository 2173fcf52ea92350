-- Savings are listed newest first, page by page: the number says where a page begins, without saying whose it is.
ALTER TABLE savings ADD COLUMN id BIGSERIAL UNIQUE;
