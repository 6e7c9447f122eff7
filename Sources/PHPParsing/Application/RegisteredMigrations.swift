package import Catalog
import SourceText

extension LaravelApplication {
  /// The folders, and single files, of migrations that providers register, in their order.
  ///
  /// The framework runs `register()` and `boot()` of packages' providers, then of the
  /// application's; they are evaluated for the paths that they give `loadMigrationsFrom`.
  package func registeredMigrations(_ world: any World) -> [String] {
    let asking = Evaluator(world: world, context: self)
    var folders: [String] = []
    let names = packageMap(asking).providers.map { PHPName($0) } + registeredProviders(asking)
    var seen: Set<String> = []
    for name in names where seen.insert(name.lower).inserted {
      let evaluator = Evaluator(world: world, context: self, fuel: 100_000)
      for path in evaluator.pathsOfMigrations(by: name) where !folders.contains(path) {
        folders.append(path)
      }
    }
    return folders
  }

  /// The connections whose schema dumps may be loaded, best first; empty without such dumps.
  ///
  /// `migrate` looks for `database/schema/CONNECTION-schema.dump`, then `.sql`, of the connection
  /// it runs on. Where the default one is of another database, or is not known, any other of the
  /// right database may be meant.
  package func dumpConnections(_ world: any World) -> [String] {
    guard !world.files(in: "database/schema").isEmpty else { return [] }
    let evaluator = Evaluator(world: world, context: self)
    let fitting = evaluator.fittingConnections
    let main = evaluator.defaultConnection
    let isKnown = evaluator.rawConfiguration("database.default")?.text == main
    return isKnown && fitting.contains(main) ? [main] : fitting
  }

  /// The driver of the default connection as the application's files say it; nil where they do
  /// not.
  package func driver(_ world: any World) -> String? {
    let evaluator = Evaluator(world: world, context: self)
    guard let name = evaluator.rawConfiguration("database.default")?.text else { return nil }
    return evaluator.rawConfiguration("database.connections." + name + ".driver")?.text
  }
}

extension Evaluator {
  /// What a provider registers; nothing where its source is not in the project.
  fileprivate func pathsOfMigrations(by name: PHPName) -> [String] {
    guard let declared = runtimeClass(name), declared.declaration.kind == .classKind else {
      return []
    }
    let application = PHPValue.object(PHPObject(ApplicationObject()))
    do throws(PHPThrow) {
      let provider = try construct(declared, [PHPArgument(application)])
      guard case .object(let object) = provider else { return [] }
      object.properties[.string("app")] = application
      for method in ["register", "boot"] where declared.method(method) != nil {
        try callQuietly(provider, method)
      }
    } catch {
      thrown = nil
    }
    return registeredPaths
  }

  /// What one method throws does not keep the other from being called.
  private func callQuietly(_ provider: PHPValue, _ method: String) throws(PHPThrow) {
    do throws(PHPThrow) {
      _ = try callMethod(provider, PHPName(method), [])
    } catch {
      if case .stopped = error { throw error }
      thrown = nil
    }
  }

  /// `ServiceProvider::loadMigrationsFrom`: a path or a list of them.
  func loadMigrations(from value: PHPValue) {
    for path in iterated(value).map({ $0.isEmpty ? [value] : $0.values }) ?? [value] {
      if let text = path.text.flatMap(projectPath) {
        registeredPaths.append(text)
      } else {
        report(
          .phpUnknownName,
          .note,
          "migrations are registered at a path that is not known or outside of the project; "
            + "name their folder under project.migrations"
        )
      }
    }
  }
}
