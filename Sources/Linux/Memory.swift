import CLinux
import Glibc

/// Gives free memory back to the system, after a large run and when idle.
///
/// Measured after freeing eight times 40,000 small objects: 19 MB resident with it, 68 to 92 MB
/// without, at up to 4.4 ms a call.
package func trimMemory() { malloc_trim(0) }

/// Takes memory from the system in large steps and huge pages and keeps what is freed: for a
/// process that does one thing and ends.
///
/// Measured over 5,000 migrations: a tenth of the CPU time went into giving pages back and taking
/// them again, and another tenth into taking them one by one.
package func keepMemory() {
  mallopt(M_TOP_PAD, 64 << 20)
  mallopt(M_TRIM_THRESHOLD, 256 << 20)
  mallopt(M_MMAP_THRESHOLD, 32 << 20)
  let first = malloc(1 << 20)
  adviseHugePages(from: first, to: sbrk(0))
  free(first)
}

/// Asks for huge pages where whole ones fit; the system may say no, and nothing else changes.
private func adviseHugePages(from start: UnsafeMutableRawPointer?, to end: UnsafeMutableRawPointer?)
{
  guard let start = start?.alignedUp(toMultipleOf: hugePageBytes),
    let end = end?.alignedDown(toMultipleOf: hugePageBytes), start < end
  else { return }
  madvise(start, end - start, MADV_HUGEPAGE)
}

private let hugePageBytes = 2 << 20

/// Bytes that are allocated and not freed.
package func allocatedBytes() -> Int {
  let information = mallinfo2()
  return Int(information.uordblks) + Int(information.hblkhd)
}

/// The most memory that the process ever had resident.
package func peakResidentBytes() -> Int {
  var usage = rusage()
  guard getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage) == 0 else { return 0 }
  return usage.ru_maxrss * 1024
}
