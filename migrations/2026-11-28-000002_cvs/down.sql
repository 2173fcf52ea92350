DROP TABLE readings, cv_uploads, cvs, profiles;
