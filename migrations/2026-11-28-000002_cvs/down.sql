DROP TABLE readings, cv_uploads, cv_corrections, proposals, cvs, profiles;
