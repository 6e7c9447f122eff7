import ControlAPI
import Glibc

/// The time by the clock of this machine.
func wallClock() -> Moment {
  var time = timespec()
  clock_gettime(CLOCK_REALTIME, &time)
  return Moment(microseconds: Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_nsec) / 1000)
}

/// A span of time in the two units that matter: `3 h 12 min`, `12 s`, `8.1 ms`.
func timeText(_ duration: Duration) -> String {
  let microseconds = Int64(duration / .microseconds(1))
  if microseconds < 1000 { return "\(microseconds) µs" }
  if microseconds < 10_000 {
    return "\(microseconds / 1000).\(microseconds % 1000 / 100) ms"
  }
  if microseconds < 1_000_000 { return "\(microseconds / 1000) ms" }
  let seconds = microseconds / 1_000_000
  if seconds < 10 { return "\(seconds).\(microseconds % 1_000_000 / 100_000) s" }
  if seconds < 60 { return "\(seconds) s" }
  if seconds < 3600 {
    return pair(seconds / 60, "min", seconds % 60, "s", hasSmaller: seconds < 600)
  }
  if seconds < 86_400 { return pair(seconds / 3600, "h", seconds / 60 % 60, "min") }
  return pair(seconds / 86_400, "d", seconds / 3600 % 24, "h")
}

func timeText(microseconds: Int) -> String { timeText(.microseconds(microseconds)) }

private func pair(
  _ large: Int64,
  _ unit: String,
  _ small: Int64,
  _ smaller: String,
  hasSmaller: Bool = true
) -> String {
  hasSmaller && small > 0 ? "\(large) \(unit) \(small) \(smaller)" : "\(large) \(unit)"
}

/// `1 table`, `2 tables`.
func counted(_ count: Int, _ noun: String, _ plural: String? = nil) -> String {
  "\(count) " + (count == 1 ? noun : plural ?? noun + "s")
}
