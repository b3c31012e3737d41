//! The container in which Excel before 2007 packs a workbook: sectors, and chains of them.

/// The last sector of a chain, and every number from there on, is none.
const MOST_SECTORS: u32 = 0xffff_fffa;

/// The size of an entry of the directory.
const ENTRY: usize = 128;

/// A stream of the container by its name; `None` if it is not there or the container is damaged.
pub(super) fn stream(bytes: &[u8], name: &str) -> Option<Vec<u8>> {
    let container = Container::new(bytes)?;
    let directory =
        container.chain(u32_at(bytes, 0x30)?, &container.fat, |n| container.sector(n))?;
    let mut entries = directory.chunks_exact(ENTRY);
    let root = entries.next()?;
    let entry = entries.find(|entry| is_named(entry, name))?;
    let (start, size) = (u32_at(entry, 0x74)?, u32_at(entry, 0x78)? as usize);
    let is_small = size < u32_at(bytes, 0x38)? as usize;
    let mut data = match is_small {
        false => container.chain(start, &container.fat, |n| container.sector(n))?,
        true => {
            let of = |start| container.chain(start, &container.fat, |n| container.sector(n));
            let (table, small) = (of(u32_at(bytes, 0x3c)?)?, of(u32_at(root, 0x74)?)?);
            let table = numbers(&table);
            let shift = u32::from(u16_at(bytes, 0x20)?);
            container.chain(start, &table, |n| part(&small, n as usize, shift))?
        }
    };
    data.truncate(size);
    Some(data)
}

struct Container<'b> {
    bytes: &'b [u8],
    shift: u32,
    /// Of each sector the one behind it.
    fat: Vec<u32>,
}

impl<'b> Container<'b> {
    fn new(bytes: &'b [u8]) -> Option<Self> {
        let shift = u32::from(u16_at(bytes, 0x1e)?);
        if !(7..=16).contains(&shift) || u16_at(bytes, 0x20)? > 16 {
            return None;
        }
        let mut container = Self { bytes, shift, fat: Vec::new() };
        let mut tables: Vec<u32> = (0..109).filter_map(|n| u32_at(bytes, 0x4c + 4 * n)).collect();
        // More of them stand in sectors of their own, each of which names the next one.
        let mut next = u32_at(bytes, 0x44)?;
        let n_sectors = bytes.len() >> shift;
        for _ in 0..n_sectors {
            if next >= MOST_SECTORS {
                break;
            }
            let mut more = numbers(container.sector(next)?);
            next = more.pop()?;
            tables.extend(more);
        }
        for table in tables.into_iter().filter(|table| *table < MOST_SECTORS) {
            let sector = numbers(container.sector(table)?);
            container.fat.extend(sector);
            // A table that is named again and again says nothing more.
            if container.fat.len() > n_sectors {
                break;
            }
        }
        Some(container)
    }

    fn sector(&self, number: u32) -> Option<&'b [u8]> {
        part(self.bytes, number as usize + 1, self.shift)
    }

    /// What stands in a chain of sectors, which is no longer than there are sectors.
    fn chain<'s>(
        &self,
        start: u32,
        table: &[u32],
        sector: impl Fn(u32) -> Option<&'s [u8]>,
    ) -> Option<Vec<u8>> {
        let mut found = Vec::new();
        let mut next = start;
        for _ in 0..=table.len() {
            if next >= MOST_SECTORS {
                return Some(found);
            }
            found.extend_from_slice(sector(next)?);
            next = *table.get(next as usize)?;
        }
        None
    }
}

fn is_named(entry: &[u8], name: &str) -> bool {
    let units = entry.chunks_exact(2).take(32).map(|unit| u16::from_le_bytes([unit[0], unit[1]]));
    units.take_while(|unit| *unit != 0).eq(name.encode_utf16())
}

/// A part of a size that is a power of two; the last one may be cut off.
fn part(bytes: &[u8], number: usize, shift: u32) -> Option<&[u8]> {
    let start = number.checked_mul(1 << shift)?;
    let rest = bytes.get(start..).filter(|rest| !rest.is_empty())?;
    Some(&rest[..rest.len().min(1 << shift)])
}

fn numbers(bytes: &[u8]) -> Vec<u32> {
    let four = |four: &[u8]| u32::from_le_bytes([four[0], four[1], four[2], four[3]]);
    bytes.chunks_exact(4).map(four).collect()
}

/// Two bytes as a number.
pub(super) fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(bytes.get(at..at + 2)?.try_into().ok()?))
}

/// Four bytes as a number.
pub(super) fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(bytes.get(at..at + 4)?.try_into().ok()?))
}

#[cfg(test)]
mod tests {
    use super::stream;

    /// A container of sectors of 512 bytes: a table, the directory, and a stream of some bytes.
    fn container(data: &[u8]) -> Vec<u8> {
        const END: u32 = 0xffff_fffe;
        const FREE: u32 = 0xffff_ffff;
        let mut bytes = vec![0; 512];
        let mut put = |at: usize, number: u32| {
            bytes[at..at + 4].copy_from_slice(&number.to_le_bytes());
        };
        put(0x1e, 0x0006_0009);
        for (at, number) in [(0x30, 1), (0x38, 0), (0x3c, END), (0x44, END), (0x4c, 0)] {
            put(at, number);
        }
        (1..109).for_each(|n| put(0x4c + 4 * n, FREE));
        let n_sectors = u32::try_from(data.len().div_ceil(512)).expect("are few");
        let chain = (3..2 + n_sectors).chain([END]);
        let table: Vec<u32> = [END, END].into_iter().chain(chain).collect();
        let table = table.into_iter().chain(std::iter::repeat(FREE)).take(128);
        bytes.extend(table.flat_map(u32::to_le_bytes));
        for (name, start, size) in [("Root Entry", END, 0), ("Workbook", 2, data.len())] {
            let mut entry = vec![0; 128];
            for (at, unit) in name.encode_utf16().enumerate() {
                entry[2 * at..2 * at + 2].copy_from_slice(&unit.to_le_bytes());
            }
            entry[0x74..0x78].copy_from_slice(&u32::to_le_bytes(start));
            let size = u32::try_from(size).expect("is small");
            entry[0x78..0x7c].copy_from_slice(&size.to_le_bytes());
            bytes.extend(entry);
        }
        bytes.resize(3 * 512, 0);
        bytes.extend(data);
        bytes
    }

    #[test]
    fn streams_are_found_by_their_names() {
        let data: Vec<u8> = (0..=255).cycle().take(1300).collect();
        let bytes = container(&data);
        assert_eq!(stream(&bytes, "Workbook"), Some(data));
        assert_eq!(stream(&bytes, "Book"), None);
    }

    #[test]
    fn damaged_containers_are_told() {
        let bytes = container(&[7; 1300]);
        for length in [0, 40, 511, 600, 1100] {
            assert_eq!(stream(&bytes[..length], "Workbook"), None, "{length}");
        }
        // A chain that leads back to itself ends.
        let mut circle = bytes;
        circle[512 + 4 * 3..512 + 4 * 4].copy_from_slice(&2_u32.to_le_bytes());
        assert_eq!(stream(&circle, "Workbook"), None);
    }
}
