import Glibc

/// The clock that intervals are measured with: it never goes back and stands in no time zone.
package enum MonotonicClock {
  /// Nanoseconds of `CLOCK_MONOTONIC`, the clock of systemd's `MONOTONIC_USEC`.
  package static func now() -> UInt64 { nanoseconds(CLOCK_MONOTONIC) }
}

/// The clock that files are dated with; for comparing with a `FileStamp`, never for intervals.
package enum WallClock {
  /// Nanoseconds since 1970.
  package static func now() -> Int64 { Int64(clamping: nanoseconds(CLOCK_REALTIME)) }
}

private func nanoseconds(_ clock: clockid_t) -> UInt64 {
  var time = timespec()
  clock_gettime(clock, &time)
  return UInt64(max(0, time.tv_sec)) * 1_000_000_000 + UInt64(max(0, time.tv_nsec))
}
