/// Several values in one line, in order.
///
/// Written out for each number of values: a parameter pack is not specialized, and copying every
/// value through its witness table costs more than all the rest of writing it.
extension BinaryWriter {
  @inline(__always)
  package mutating func put<A: BinaryCoded>(_ a: A) {
    a.write(to: &self)
  }

  @inline(__always)
  package mutating func put<A: BinaryCoded, B: BinaryCoded>(_ a: A, _ b: B) {
    a.write(to: &self)
    b.write(to: &self)
  }

  @inline(__always)
  package mutating func put<A: BinaryCoded, B: BinaryCoded, C: BinaryCoded>(_ a: A, _ b: B, _ c: C)
  {
    put(a, b)
    c.write(to: &self)
  }

  @inline(__always)
  package mutating func put<A: BinaryCoded, B: BinaryCoded, C: BinaryCoded, D: BinaryCoded>(
    _ a: A,
    _ b: B,
    _ c: C,
    _ d: D
  ) {
    put(a, b, c)
    d.write(to: &self)
  }

  @inline(__always)
  package mutating func put<
    A: BinaryCoded,
    B: BinaryCoded,
    C: BinaryCoded,
    D: BinaryCoded,
    E: BinaryCoded
  >(_ a: A, _ b: B, _ c: C, _ d: D, _ e: E) {
    put(a, b, c, d)
    e.write(to: &self)
  }

  @inline(__always)
  package mutating func put<
    A: BinaryCoded,
    B: BinaryCoded,
    C: BinaryCoded,
    D: BinaryCoded,
    E: BinaryCoded,
    F: BinaryCoded
  >(_ a: A, _ b: B, _ c: C, _ d: D, _ e: E, _ f: F) {
    put(a, b, c, d, e)
    f.write(to: &self)
  }

  @inline(__always)
  package mutating func put<
    A: BinaryCoded,
    B: BinaryCoded,
    C: BinaryCoded,
    D: BinaryCoded,
    E: BinaryCoded,
    F: BinaryCoded,
    G: BinaryCoded
  >(_ a: A, _ b: B, _ c: C, _ d: D, _ e: E, _ f: F, _ g: G) {
    put(a, b, c, d, e, f)
    g.write(to: &self)
  }

  @inline(__always)
  package mutating func put<
    A: BinaryCoded,
    B: BinaryCoded,
    C: BinaryCoded,
    D: BinaryCoded,
    E: BinaryCoded,
    F: BinaryCoded,
    G: BinaryCoded,
    H: BinaryCoded
  >(_ a: A, _ b: B, _ c: C, _ d: D, _ e: E, _ f: F, _ g: G, _ h: H) {
    put(a, b, c, d, e, f, g)
    h.write(to: &self)
  }

  @inline(__always)
  package mutating func put<
    A: BinaryCoded,
    B: BinaryCoded,
    C: BinaryCoded,
    D: BinaryCoded,
    E: BinaryCoded,
    F: BinaryCoded,
    G: BinaryCoded,
    H: BinaryCoded,
    I: BinaryCoded
  >(_ a: A, _ b: B, _ c: C, _ d: D, _ e: E, _ f: F, _ g: G, _ h: H, _ i: I) {
    put(a, b, c, d, e, f, g, h)
    i.write(to: &self)
  }

  /// Writes the number of an enum's case, and what it carries.
  @inline(__always)
  mutating func put(case number: UInt8) { put(byte: number) }

  @inline(__always)
  mutating func put<A: BinaryCoded>(case number: UInt8, _ a: A) {
    put(byte: number)
    put(a)
  }

  @inline(__always)
  mutating func put<A: BinaryCoded, B: BinaryCoded>(case number: UInt8, _ a: A, _ b: B) {
    put(byte: number)
    put(a, b)
  }

  @inline(__always)
  mutating func put<A: BinaryCoded, B: BinaryCoded, C: BinaryCoded>(
    case number: UInt8,
    _ a: A,
    _ b: B,
    _ c: C
  ) {
    put(byte: number)
    put(a, b, c)
  }

  @inline(__always)
  mutating func put<A: BinaryCoded, B: BinaryCoded, C: BinaryCoded, D: BinaryCoded>(
    case number: UInt8,
    _ a: A,
    _ b: B,
    _ c: C,
    _ d: D
  ) {
    put(byte: number)
    put(a, b, c, d)
  }
}
