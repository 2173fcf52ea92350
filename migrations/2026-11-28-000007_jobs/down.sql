DROP TABLE user_jobs, request_jobs, jobs;
