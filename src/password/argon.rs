//! Argon2id over memory that goes back to the system after each hash.

use crate::large;
use argon2::password_hash::phc::{Output, ParamsString, PasswordHash, Salt};
use argon2::password_hash::{CustomizedPasswordHasher, Error, PasswordHasher, Result};
use argon2::{Algorithm, Argon2, Block, Params, Version};

/// A hasher with these parameters; what is compared with is hashed with its own.
pub(super) struct Argon {
    pub(super) params: Params,
}

impl PasswordHasher<PasswordHash> for Argon {
    fn hash_password_with_salt(&self, password: &[u8], salt: &[u8]) -> Result<PasswordHash> {
        hash(password, salt, Algorithm::Argon2id, Version::V0x13, &self.params)
    }
}

impl CustomizedPasswordHasher<PasswordHash> for Argon {
    type Params = Params;

    fn hash_password_customized(
        &self,
        password: &[u8],
        salt: &[u8],
        algorithm: Option<&str>,
        version: Option<u32>,
        params: Params,
    ) -> Result<PasswordHash> {
        let algorithm = algorithm.map(Algorithm::try_from).transpose()?.unwrap_or_default();
        let version = version.map(Version::try_from).transpose()?.unwrap_or_default();
        hash(password, salt, algorithm, version, &params)
    }
}

fn hash(password: &[u8], salt: &[u8], algorithm: Algorithm, version: Version, params: &Params) -> Result<PasswordHash> {
    let mut bytes = [0; Output::MAX_LENGTH];
    let length = params.output_len().unwrap_or(Params::DEFAULT_OUTPUT_LEN);
    let out = bytes.get_mut(..length).ok_or(Error::OutputSize)?;
    let mut memory = large::buffer(params.block_count());
    memory.resize(params.block_count(), Block::new());
    let argon2 = Argon2::new(algorithm, version, params.clone());
    argon2.hash_password_into_with_memory(password, salt, out, &mut memory[..])?;
    Ok(PasswordHash {
        algorithm: algorithm.ident(),
        version: Some(version.into()),
        params: ParamsString::try_from(params)?,
        salt: Some(Salt::new(salt)?),
        hash: Some(Output::new(out)?),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hashes_are_those_of_argon2_itself() {
        let params = Params::new(64, 2, 1, None).unwrap();
        let theirs = Argon2::new(Algorithm::Argon2id, Version::V0x13, params.clone());
        let theirs = theirs.hash_password_with_salt(b"correct horse", b"a salt of some length").unwrap();
        let ours = Argon { params }.hash_password_with_salt(b"correct horse", b"a salt of some length").unwrap();
        assert_eq!(ours.to_string(), theirs.to_string());
    }
}
