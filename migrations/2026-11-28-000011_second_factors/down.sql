DROP TABLE begun_sign_ins, recovery_codes, second_factors;
