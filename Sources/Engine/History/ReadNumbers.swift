import Catalog

/// Numbers for everything that was ever read, so that each key is hashed once.
///
/// A migration reads a name, its object and their parts again and again; the sets of what it read
/// and of who read what are kept by number, as arrays.
final class ReadNumbers {
  private var names: [NameKey: Int32] = [:]
  private var objects: [ObjectID: Int32] = [:]
  private var others: [ReadKey: Int32] = [:]
  private(set) var keys: [ReadKey] = []
  /// The parts of each object that were ever read.
  private var facets: [ObjectID: [Facet]] = [:]

  /// The last reading in which each number occurred.
  private var readings: [UInt32] = []
  private var reading: UInt32 = 0

  /// A mark for what one migration reads.
  func beginReading() -> UInt32 {
    reading &+= 1
    return reading
  }

  /// Whether a reading meets the number for the first time; readings come one after another.
  func isFirst(_ number: Int32, in reading: UInt32) -> Bool {
    if readings[Int(number)] == reading { return false }
    readings[Int(number)] = reading
    return true
  }

  /// Of `NameKey.currentDatabase`, which every statement of MySQL reads.
  let currentDatabase: Int32 = 0

  init() { _ = number(of: .name(.currentDatabase)) }

  func number(of key: ReadKey) -> Int32 {
    let next = Int32(truncatingIfNeeded: keys.count)
    // Names and objects are what is read most, and hash fastest alone.
    let number =
      switch key {
      case .name(let name): entered(&names[name, default: next])
      case .object(let id): entered(&objects[id, default: next])
      default: entered(&others[key, default: next])
      }
    guard number == next else { return number }
    keys.append(key)
    readings.append(0)
    if case .facet(let id, let facet) = key { facets[id, default: []].append(facet) }
    return number
  }

  /// The number of a key; nil where nobody ever asked for it.
  func known(_ key: ReadKey) -> Int32? {
    switch key {
    case .name(let name): names[name]
    case .object(let id): objects[id]
    default: others[key]
    }
  }

  func facets(of id: ObjectID) -> [Facet] { facets[id] ?? [] }

  func key(_ number: Int32) -> ReadKey { keys[Int(number)] }
}

/// What is there now, be it the default of a new entry: given a place in a dictionary, its key is
/// hashed once.
func entered<Number: FixedWidthInteger>(_ number: inout Number) -> Number { number }
