import SourceText

/// A literal default of a number as the catalogue prints it: in the column's own type.
///
/// DECIMAL and FLOAT(M,D) have their scale, integers no fraction, the rest no needless zeros:
/// the server stores the value and prints that. `base` is the type's name alone.
func mySQLNumberDefault(_ literal: String, _ base: String, type: String) -> String? {
  if isWholeNumber(literal), base == "int" || base == "bigint" || base == "tinyint" {
    return literal
  }
  guard let number = DecimalNumber(literal) else { return nil }
  let arguments = type.drop { $0 != "(" }.dropFirst().prefix { $0 != ")" }
    .split(separator: ",").compactMap { Int($0) }
  switch base {
  case "decimal", "float", "double":
    guard arguments.count == 2, arguments[1] >= 0, arguments[1] < 40 else {
      return number.plainText
    }
    return number.text(scale: arguments[1])
  case "tinyint", "smallint", "mediumint", "int", "bigint": return number.text(scale: 0)
  default: return nil
  }
}

/// `decimal` of `decimal(8,2) unsigned`.
func mySQLBaseName(_ type: String) -> String {
  String(Substring(type.utf8.prefix { $0 != 0x28 && $0 != 0x20 }))
}

/// Digits alone and no needless zero before them: what is printed as it is written.
private func isWholeNumber(_ literal: String) -> Bool {
  let digits = literal.utf8
  guard let first = digits.first, digits.allSatisfy(isDigit) else { return false }
  return first != 0x30 || digits.count == 1
}

/// `10:00` is stored as `10:00:00`, a date without a time as midnight.
func mySQLTimeDefault(_ text: String, type: String) -> String? {
  let base = type.prefix { $0 != "(" }
  let bytes = Array(text.utf8)
  func matches(_ pattern: String) -> Bool {
    bytes.count == pattern.utf8.count
      && zip(bytes, pattern.utf8).allSatisfy { $1 == 0x30 ? isDigit($0) : $0 == $1 }
  }
  switch base {
  case "time": return matches("00:00") && base == type ? text + ":00" : nil
  case "datetime", "timestamp":
    return matches("0000-00-00") && base == type ? text + " 00:00:00" : nil
  default: return nil
  }
}

/// A decimal number as digits and the place of its point, so that no value is lost.
struct DecimalNumber {
  private var isNegative = false
  private var digits: [UInt8] = []
  /// How many of the digits stand behind the point; negative for zeros to append.
  private var scale = 0

  init?(_ text: String) {
    var bytes = ArraySlice(text.utf8)
    if let sign = bytes.first, sign == 0x2D || sign == 0x2B {
      isNegative = sign == 0x2D
      bytes = bytes.dropFirst()
    }
    var hasPoint = false
    while let byte = bytes.first, isDigit(byte) || (byte == 0x2E && !hasPoint) {
      if byte == 0x2E {
        hasPoint = true
      } else {
        digits.append(byte - 0x30)
        if hasPoint { scale += 1 }
      }
      bytes = bytes.dropFirst()
    }
    guard !digits.isEmpty, digits.count < 100 else { return nil }
    if let byte = bytes.first, byte | 0x20 == 0x65 {
      guard let exponent = Int(String(decoding: bytes.dropFirst(), as: UTF8.self)),
        abs(exponent) < 40
      else { return nil }
      scale -= exponent
      bytes = []
    }
    guard bytes.isEmpty else { return nil }
  }

  /// Rounded half away from zero to so many digits behind the point.
  func text(scale wanted: Int) -> String {
    var digits = digits
    if wanted >= scale {
      digits += [UInt8](repeating: 0, count: wanted - scale)
    } else {
      let cut = scale - wanted
      if digits.count < cut { digits = [UInt8](repeating: 0, count: cut - digits.count) + digits }
      let roundsUp = (digits.count > cut - 1 ? digits[digits.count - cut] : 0) >= 5
      digits.removeLast(cut)
      if roundsUp { increment(&digits) }
    }
    return printed(digits, wanted)
  }

  /// Without zeros at the end of the fraction.
  var plainText: String {
    var digits = digits
    var scale = scale
    if scale < 0 {
      digits += [UInt8](repeating: 0, count: -scale)
      scale = 0
    }
    while scale > 0, digits.last == 0 {
      digits.removeLast()
      scale -= 1
    }
    return printed(digits, scale)
  }

  private func increment(_ digits: inout [UInt8]) {
    var place = digits.count - 1
    while place >= 0 {
      if digits[place] < 9 {
        digits[place] += 1
        return
      }
      digits[place] = 0
      place -= 1
    }
    digits.insert(1, at: 0)
  }

  private func printed(_ digits: [UInt8], _ scale: Int) -> String {
    var digits = digits
    if digits.count <= scale {
      digits = [UInt8](repeating: 0, count: scale + 1 - digits.count) + digits
    }
    var whole = digits.dropLast(scale).drop { $0 == 0 }
    if whole.isEmpty { whole = [0] }
    let isZero = digits.allSatisfy { $0 == 0 }
    var bytes: [UInt8] = isNegative && !isZero ? [0x2D] : []
    bytes += whole.map { $0 + 0x30 }
    if scale > 0 { bytes += [0x2E] + digits.suffix(scale).map { $0 + 0x30 } }
    return String(decoding: bytes, as: UTF8.self)
  }
}
