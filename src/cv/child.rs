pub fn main() -> anyhow::Result<u8> {
    Ok(0)
}
