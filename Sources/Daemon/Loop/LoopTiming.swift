/// The times of the loop, in nanoseconds; tests set their own.
package struct LoopTiming: Sendable {
  /// How long a project has to be quiet before it is looked at.
  package var settle: UInt64 = 30_000_000
  /// How long noise can put that off.
  package var maximumWait: UInt64 = 500_000_000
  /// How often everything is looked at whatever events say.
  package var audit: UInt64 = 30_000_000_000
  /// How long nothing has to happen before the cache is looked after.
  package var idle: UInt64 = 5_000_000_000
  /// How often SQLite looks over the whole cache; at an audit, so that nothing wakes up for it.
  package var cacheCheck: UInt64 = 600_000_000_000
  /// How old an `index.lock` may be and still hold a project back.
  package var versionControl: UInt64 = 10_000_000_000

  /// False to let `sync` answer without looking: only to show that tests would notice.
  var hasBarrier = true

  package init() {}
}
