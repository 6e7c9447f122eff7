/// The times of the loop, in nanoseconds; tests set their own.
package struct LoopTiming: Sendable {
  /// How long a project has to be quiet before it is looked at.
  package var settle: UInt64 = 30_000_000
  /// How long noise can put that off.
  package var maximumWait: UInt64 = 500_000_000
  /// How often everything is looked at whatever events say.
  package var audit: UInt64 = 30_000_000_000
  /// How old an `index.lock` may be and still hold a project back.
  package var versionControl: UInt64 = 10_000_000_000

  package init() {}
}
