//! Large buffers whose memory goes back to the system as soon as they are dropped.
//!
//! glibc keeps what it was given back for the next request, in arenas of several threads, and keeps the more the larger
//! the largest piece was that came back: after some sign-ins and uploads that was half a gigabyte. Requests above 32 MiB
//! are the exception: each is mapped by itself, and unmapped. So more is asked for than is needed; what is never touched
//! takes no memory. Source: mallopt(3), `M_MMAP_THRESHOLD`.

/// What glibc always maps by itself, and some room for its own figures.
const ALWAYS_MAPPED_BYTES: usize = 33 * 1024 * 1024;

/// Up to here a buffer is small: kept memory of this size is used again and adds up to nothing.
const SMALL_BYTES: usize = 64 * 1024;

/// An empty buffer for so many elements.
pub(crate) fn buffer<T>(elements: usize) -> Vec<T> {
    let mapped = ALWAYS_MAPPED_BYTES / size_of::<T>().max(1);
    Vec::with_capacity(elements.max(mapped))
}

/// Adds bytes to a buffer, which moves when it stops being small.
pub(crate) fn extend(bytes: &mut Vec<u8>, more: &[u8]) {
    let is_small = bytes.capacity() < ALWAYS_MAPPED_BYTES;
    if is_small && bytes.len() + more.len() > SMALL_BYTES {
        let mut large = buffer(bytes.len() + more.len());
        large.extend_from_slice(bytes);
        *bytes = large;
    }
    bytes.extend_from_slice(more);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_buffer_that_grows_keeps_its_bytes_and_is_mapped_by_itself() {
        let mut bytes = Vec::new();
        for byte in 0..200_u8 {
            extend(&mut bytes, &[byte; 1_000]);
            assert_eq!(bytes.capacity() >= ALWAYS_MAPPED_BYTES, bytes.len() > SMALL_BYTES, "{}", bytes.len());
        }
        assert!(bytes.iter().enumerate().all(|(at, byte)| usize::from(*byte) == at / 1_000));
        assert!(buffer::<[u64; 128]>(19_456).capacity() * 1_024 >= ALWAYS_MAPPED_BYTES);
    }
}
