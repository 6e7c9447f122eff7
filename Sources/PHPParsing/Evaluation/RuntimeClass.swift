import Catalog

/// A class of the project while a migration runs: its declaration, its ancestors, its statics.
final class RuntimeClass {
  let declaration: PHPClass
  let file: PHPFile
  let parent: RuntimeClass?
  /// The first ancestor whose source is not in the project.
  let foreignParent: PHPName?
  /// Traits whose source is in the project, and the names of those that are not.
  let traits: [RuntimeClass]
  let foreignTraits: [PHPName]
  var constants: [String: PHPValue] = [:]
  var statics: [String: PHPSlot] = [:]
  private var methods: [String: (PHPFunction, RuntimeClass)?] = [:]

  init(
    _ declaration: PHPClass,
    in file: PHPFile,
    parent: RuntimeClass?,
    foreignParent: PHPName?,
    traits: [RuntimeClass],
    foreignTraits: [PHPName]
  ) {
    self.declaration = declaration
    self.file = file
    self.parent = parent
    self.foreignParent = foreignParent
    self.traits = traits
    self.foreignTraits = foreignTraits
  }

  /// Full name; PHP's `class@anonymous` for one without.
  var name: String {
    declaration.name.text.isEmpty ? "class@anonymous" : declaration.name.text
  }

  /// The method of that name and the class that declares it: own, of a trait, inherited.
  ///
  /// A trait's method belongs to the class that uses the trait.
  func method(_ lower: String) -> (function: PHPFunction, owner: RuntimeClass)? {
    // Most migrations are a class of two methods alone.
    if parent == nil, traits.isEmpty { return declaration.method(lower).map { ($0, self) } }
    if let known = methods[lower] { return known }
    let found = findMethod(lower)
    methods[lower] = .some(found)
    return found
  }

  private func findMethod(_ lower: String) -> (PHPFunction, RuntimeClass)? {
    if let own = declaration.method(lower) { return (own, self) }
    if let used = traitMethod(lower) { return (used, self) }
    return parent?.method(lower)
  }

  private func traitMethod(_ lower: String) -> PHPFunction? {
    for rule in declaration.traitRules where rule.alias?.lower == lower {
      for trait in traits where rule.trait == nil || rule.trait == trait.declaration.name {
        if let found = trait.method(rule.method.lower) { return found.function }
      }
    }
    for trait in traits {
      let isExcluded = declaration.traitRules.contains {
        $0.method.lower == lower && $0.insteadOf.contains(trait.declaration.name)
      }
      if !isExcluded, let found = trait.method(lower) { return found.function }
    }
    return nil
  }

  /// The constant of that name and the class that declares it.
  func constant(_ name: String) -> (constant: PHPConstant, owner: RuntimeClass)? {
    if let own = declaration.constant(name) { return (own, self) }
    for trait in traits {
      if let found = trait.constant(name) { return found }
    }
    return parent?.constant(name)
  }

  /// Its own properties and those of its traits and ancestors, ancestors first.
  var allProperties: [(property: PHPProperty, owner: RuntimeClass)] {
    var list = parent?.allProperties ?? []
    for trait in traits { list += trait.allProperties }
    list += declaration.properties.map { ($0, self) }
    return list
  }

  /// Itself, its ancestors and every name they extend or implement; lower case.
  func isKind(of lower: String) -> Bool {
    if declaration.name.lower == lower || foreignParent?.lower == lower { return true }
    if declaration.interfaces.contains(where: { $0.lower == lower }) { return true }
    return parent?.isKind(of: lower) ?? false
  }

  /// Whether a trait of the framework is used anywhere up the line, by its short name.
  ///
  /// A trait of the project with the same name is another one.
  func usesTrait(_ lower: String) -> Bool {
    if foreignTraits.contains(where: { asciiLowercased($0.short) == lower }) { return true }
    if traits.contains(where: { $0.usesTrait(lower) }) { return true }
    return parent?.usesTrait(lower) ?? false
  }

  /// The name of the ancestor that ends the chain outside of the project.
  var foreignRoot: PHPName? { foreignParent ?? parent?.foreignRoot }
}
