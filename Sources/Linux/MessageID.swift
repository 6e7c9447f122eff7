/// The events that a person may want to find again, with the numbers they have in the journal.
///
/// `journalctl MESSAGE_ID=…` finds them, and `journalctl -x` shows what `modelgend.catalog` says
/// of them; a test holds the two together.
package enum MessageID: String, Sendable, CaseIterable {
  case started = "5e1c9a3b7f0d4c1e8a26d3b94f7051c2"
  case stopped = "0b7d2f64c95e4a8f93d1a6e82c4b7f10"
  case reloaded = "c84f1d07a2b64e5fb0937e6a1d52c8f3"
  case reloadRefused = "91e6b0d35a7c4f28864d0c2f9be713a5"
  case generated = "3fa7c25e180b4d96a5e2714c9f08db61"
  case migrationBroken = "d20c86f9417e4b3ab6f5092e7c1da854"
  case conflict = "76b9e1f2c03d4a7588e4d6a0b15f2c9e"
  case writeFailed = "e5a0374cb8d94f12937c61fe28d0b4a7"
  case watchOverflow = "14d8f6a92b5c4e07a3c9b7e051f62d8a"
  case watchLimit = "a9537ec1d06f4b84b21e8f4c6d3a0975"
  case pollingFileSystem = "68c2b4f07e1a4d39b5d80a7f93e6c41b"
  case watchRepaired = "fb4160d8c7924e3ea81d5b0c92f7e63a"
  case projectMissing = "2c7e95b13fd84a06987f1c4eb0a6d352"
  case projectReturned = "b7308df54e1c4c92a6409ed7f3185b2c"
  case cacheSetAside = "4a91f6c0de3b4725b8d05c7e16a2f98d"
  case cacheUnavailable = "8ed5307b1c9f4a6e92b46f0d7ac3e851"
  case selfCheckFailed = "c0f2a86d79e54b13ad7e3910b5f4c628"
  case queueUnreachable = "57d41be8f6a04c39908e2b7ac5d1f063"
}
