import SourceText

extension Evaluator {
  /// What a loop does with the flow of its body: nil to go on.
  func leaving(_ flow: Flow) -> Flow? {
    switch flow {
    case .normal: nil
    case .continued(let levels): levels > 1 ? .continued(levels - 1) : nil
    case .broken(let levels): levels > 1 ? .broken(levels - 1) : .normal
    case .returned, .uncertain: flow
    }
  }

  func runForeach(
    _ loop: PHPForeach,
    _ span: ByteSpan,
    _ frame: Frame
  ) throws(PHPThrow) -> Flow {
    let subject = try evaluate(loop.subject, frame)
    guard let array = iterated(subject) else {
      return try runUnknownForeach(loop, subject, span, frame)
    }
    for position in 0..<array.count {
      try burn()
      if let key = loop.key { try assign(array.key(at: position).value, to: key, frame) }
      try assign(array.values[position], to: loop.value, frame)
      let flow = try run(loop.body, frame)
      if loop.isReference, case .variable(let name) = loop.value.kind {
        let value = frame.value(name) ?? .null
        let key = array.key(at: position)
        try modify(loop.subject, frame) { (target: inout PHPValue) in
          if case .array(var list) = target {
            list[key] = value
            target = .array(list)
          }
        }
      }
      if let exit = leaving(flow) { return exit }
    }
    return .normal
  }

  /// What a value yields when it is looped over; nil where that is not known.
  func iterated(_ value: PHPValue) -> PHPArray? {
    switch value {
    case .array(let array): array
    case .object(let object):
      if let collection = object.native as? CollectionObject {
        collection.items
      } else {
        object.native == nil && object.runtimeClass != nil && !isIterator(object)
          ? object.properties : nil
      }
    case .unknown: nil
    case .null, .bool, .int, .float, .string, .closure, .enumCase: PHPArray()
    }
  }

  private func isIterator(_ object: PHPObject) -> Bool {
    guard let declared = object.runtimeClass else { return false }
    return declared.isKind(of: "iterator") || declared.isKind(of: "iteratoraggregate")
      || declared.foreignRoot != nil
  }

  private func runUnknownForeach(
    _ loop: PHPForeach,
    _ subject: PHPValue,
    _ span: ByteSpan,
    _ frame: Frame
  ) throws(PHPThrow) -> Flow {
    let unknown = subject.unknownPart ?? PHPUnknown("what an object yields")
    let assumed = unknown.assumed.flatMap { iterated($0) }
    if let key = loop.key { try assign(.unknown(unknown), to: key, frame) }
    try assign(.unknown(unknown), to: loop.value, frame)
    let (found, leaves, _) = try speculate(frame, because: unknown, [loop.body])
    here = frame.file.reference(span)
    guard assumed == nil else {
      if found.touchesSchema {
        report(
          .phpAssumedEmpty,
          .note,
          "this loops over " + unknown.reason + "; it is taken as a database without rows",
          tables: found.tables.sorted()
        )
      }
      return .normal
    }
    markUndecided(
      found,
      .phpUndecidedLoop,
      "this loops over " + unknown.reason
        + ", which is not known; the tables named inside are incomplete"
    )
    return leaves && found.touchesSchema ? .uncertain(unknown) : .normal
  }

  func runFor(
    _ loop: PHPForLoop,
    _ span: ByteSpan,
    _ frame: Frame
  ) throws(PHPThrow) -> Flow {
    for expression in loop.start { _ = try evaluate(expression, frame) }
    while true {
      try burn()
      var condition = PHPValue.bool(true)
      for expression in loop.conditions { condition = try evaluate(expression, frame) }
      switch condition.threeValuedTruth {
      case .known(false), .assumed(false, _): return .normal
      case .known(true), .assumed(true, _):
        if let exit = leaving(try run(loop.body, frame)) { return exit }
        for expression in loop.step { _ = try evaluate(expression, frame) }
      case .unknown(let unknown):
        return try undecidedLoop(loop.body, because: unknown, span, frame)
      }
    }
  }

  func runWhile(
    _ condition: PHPExpression,
    _ body: [PHPStatement],
    _ span: ByteSpan,
    _ frame: Frame
  ) throws(PHPThrow) -> Flow {
    while true {
      try burn()
      switch try evaluate(condition, frame).threeValuedTruth {
      case .known(false), .assumed(false, _): return .normal
      case .known(true):
        if let exit = leaving(try run(body, frame)) { return exit }
      case .assumed(true, let unknown), .unknown(let unknown):
        return try undecidedLoop(body, because: unknown, span, frame)
      }
    }
  }

  private func undecidedLoop(
    _ body: [PHPStatement],
    because unknown: PHPUnknown,
    _ span: ByteSpan,
    _ frame: Frame
  ) throws(PHPThrow) -> Flow {
    let found = try speculate(frame, because: unknown, [body]).found
    here = frame.file.reference(span)
    markUndecided(
      found,
      .phpUndecidedLoop,
      "how often this loops depends on " + unknown.reason
        + ", which is not known; the tables named inside are incomplete"
    )
    return .normal
  }
}
