import CLinux
import Glibc

/// Gives free memory back to the system, after a large run and when idle.
///
/// Measured after freeing eight times 40,000 small objects: 19 MB resident with it, 68 to 92 MB
/// without, at up to 4.4 ms a call.
package func trimMemory() { malloc_trim(0) }

/// Takes memory from the system in large steps and keeps what is freed: for a process that does
/// one thing and ends.
///
/// Measured over 5,000 migrations: a tenth of the CPU time, which went into giving pages back and
/// taking them again.
package func keepMemory() {
  mallopt(M_TOP_PAD, 16 << 20)
  mallopt(M_TRIM_THRESHOLD, 256 << 20)
  mallopt(M_MMAP_THRESHOLD, 32 << 20)
}

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
