import Catalog

/// Numbers for everything that was ever read, so that each key is hashed once.
///
/// A migration reads a name, its object and their parts again and again; the sets of what it read
/// and of who read what are kept by number, as arrays.
final class ReadNumbers {
  private var numbers: [ReadKey: Int32] = [:]
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

  func number(of key: ReadKey) -> Int32 {
    if let known = numbers[key] { return known }
    let number = Int32(truncatingIfNeeded: keys.count)
    numbers[key] = number
    keys.append(key)
    readings.append(0)
    if case .facet(let id, let facet) = key { facets[id, default: []].append(facet) }
    return number
  }

  /// The number of a key; nil where nobody ever asked for it.
  func known(_ key: ReadKey) -> Int32? { numbers[key] }

  func facets(of id: ObjectID) -> [Facet] { facets[id] ?? [] }

  func key(_ number: Int32) -> ReadKey { keys[Int(number)] }
}
