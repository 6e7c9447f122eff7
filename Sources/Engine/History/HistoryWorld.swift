import Catalog
import SourceText

/// The world of one migration: answers from the draft, writes down every question and answer.
final class HistoryWorld: World {
  private let draft: Draft
  private let project: ProjectContext
  private let evaluators: Evaluators
  private let answers: ProjectAnswers
  /// Every question, operation and note in order, where anybody may ask for them again.
  private(set) var trace: [TraceStep] = []
  private let keepsTrace: Bool

  init(
    draft: Draft,
    project: ProjectContext,
    evaluators: Evaluators,
    answers: ProjectAnswers,
    keepsTrace: Bool
  ) {
    self.draft = draft
    self.project = project
    self.evaluators = evaluators
    self.answers = answers
    self.keepsTrace = keepsTrace
  }

  private func note(_ step: @autoclosure () -> TraceStep) {
    if keepsTrace { trace.append(step()) }
  }

  var dialect: Dialect { draft.dialect }

  func apply(_ operation: LocatedOperation, isTry: Bool) -> OperationOutcome {
    let outcome = draft.fold(operation, isTry: isTry)
    note(.applied(operation, isTry: isTry, outcome))
    if draft.dialect == .mysql, outcome == .applied { noteServer(operation) }
    return outcome
  }

  func savepoint() -> Int {
    let mark = draft.savepoint()
    note(.savepoint(mark))
    return mark
  }

  func rollback(to savepoint: Int) {
    draft.rollback(to: savepoint)
    note(.rollback(savepoint))
  }

  func report(_ diagnostic: Diagnostic) {
    draft.diagnostics.append(diagnostic)
    note(.reported(diagnostic))
  }

  func evaluateSQL(_ text: String, at source: SourceReference, isTry: Bool) -> OperationOutcome {
    evaluators.sql(text, source, isTry, self)
  }

  func queryRows(_ text: String, at source: SourceReference) -> QueryRows? {
    evaluators.rows(text, source, self)
  }

  // MARK: Questions

  func table(_ name: QualifiedName) -> Table? { tables(.table(name)).first }

  func view(_ name: QualifiedName) -> View? {
    guard case .view(let view)? = objects(.view(name)).first else { return nil }
    return view
  }

  func type(_ name: QualifiedName) -> SchemaObject? { objects(.type(name)).first }

  func sequence(_ name: QualifiedName) -> Sequence? {
    guard case .sequence(let sequence)? = objects(.sequence(name)).first else { return nil }
    return sequence
  }

  func routine(_ name: QualifiedName) -> Routine? {
    guard case .routine(let routine)? = objects(.routine(name)).first else { return nil }
    return routine
  }

  func tableOfIndex(_ name: QualifiedName) -> Table? { tables(.tableOfIndex(name)).first }

  func tables(withConstraint name: String) -> [Table] { tables(.tablesWithConstraint(name)) }

  func hasSchema(_ name: String) -> Bool { ask(.hasSchema(name)) == .flag(true) }

  func schemas() -> [String] {
    guard case .names(let names) = ask(.schemas) else { return [] }
    return names
  }

  func tableByID(_ id: ObjectID) -> Table? { tables(.tableByID(id)).first }

  func typeByID(_ id: ObjectID) -> SchemaObject? { objects(.typeByID(id)).first }

  func allTables() -> [Table] { tables(.allTables) }

  func allViews() -> [View] {
    objects(.allViews).compactMap { if case .view(let view) = $0 { view } else { nil } }
  }

  func allTypes() -> [SchemaObject] { objects(.allTypes) }

  func searchPath() -> [String] {
    guard case .names(let path) = ask(.searchPath) else { return [] }
    return path
  }

  func file(_ path: String) -> SourceFile? {
    guard case .file(let path, let digest, let bytes) = askProject(.file(path)) else {
      return nil
    }
    return SourceFile(path: path, bytes: bytes, digest: digest)
  }

  func files(in folder: String) -> [String] {
    guard case .names(let names) = askProject(.files(in: folder)) else { return [] }
    return names
  }

  func setting(_ key: String) -> String? {
    guard case .text(let text) = askProject(.setting(key)) else { return nil }
    return text
  }

  private func tables(_ question: Question) -> [Table] {
    objects(question).compactMap { if case .table(let table) = $0 { table } else { nil } }
  }

  private func objects(_ question: Question) -> [SchemaObject] {
    guard case .objects(let objects) = ask(question) else { return [] }
    return objects
  }

  private func ask(_ question: Question) -> Answer {
    let answer = draft.answer(question, project: project)
    note(.asked(question, answer.essence))
    return answer
  }

  private func askProject(_ question: ProjectQuestion) -> Answer {
    let known = answers.entry(for: question, draft.store.reads) {
      draft.answer(.project(question), project: project)
    }
    draft.note(known.number)
    note(.asked(.project(question), known.essence))
    return known.answer
  }
}

extension Draft {
  /// Whether the answer is the recorded one; a file counts by its digest and is not read for it.
  func answers(_ question: Question, alike known: Answer, project: ProjectContext) -> Bool {
    guard case .project(.file(let path)) = question,
      case .file(let knownPath, let digest, _) = known, digest != .none
    else { return answer(question, project: project).essence == known }
    read(.project(.file(path)))
    guard let file = project.file(path) else { return false }
    return file.path == knownPath && file.digest == digest
  }

  /// Answers a question, recording what it took.
  func answer(_ question: Question, project: ProjectContext) -> Answer {
    func found(_ object: SchemaObject?) -> Answer { object.map { .objects([$0]) } ?? .nothing }
    switch question {
    case .table(let name): return found(findTable(name).map(SchemaObject.table))
    case .view(let name): return found(findView(name).map(SchemaObject.view))
    case .type(let name): return found(findObject(.type, name))
    case .sequence(let name): return found(findSequence(name).map(SchemaObject.sequence))
    case .routine(let name): return found(findObject(.routine, name))
    case .tableOfIndex(let name):
      guard case .index(let id)? = target(.relation, name) else { return .nothing }
      return found(table(id).map(SchemaObject.table))
    case .tablesWithConstraint(let name):
      guard
        case .constraint(let holders)? = lookUp(
          NameKey(.constraint, schema: "", name: foldedPart(name))
        )
      else { return .nothing }
      return .objects(
        holders.compactMap { table($0.table) }.sorted { $0.name < $1.name }
          .map(SchemaObject.table)
      )
    case .hasSchema(let name): return .flag(hasSchema(name))
    case .schemas: return .names(allSchemas())
    case .tableByID(let id): return found(table(id).map(SchemaObject.table))
    case .typeByID(let id): return found(other(id))
    case .allTables: return .objects(allTables().map(SchemaObject.table))
    case .allViews: return .objects(allViews().map(SchemaObject.view))
    case .allTypes: return .objects(allTypes())
    case .searchPath: return .names(lookupSchemas.filter { !$0.isEmpty })
    case .project(let question):
      read(.project(question))
      switch question {
      case .file(let path):
        guard let file = project.file(path) else { return .nothing }
        return .file(path: file.path, digest: file.digest, bytes: file.bytes)
      case .files(let folder): return .names(project.files(folder))
      case .setting(let key): return .text(project.setting(key))
      }
    }
  }
}
