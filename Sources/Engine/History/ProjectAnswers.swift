/// What the project answered while one update runs: every question is answered once.
///
/// Five thousand migrations ask for the same dozen files, each in the same order, so what followed
/// a question the last time is tried before anything is hashed.
final class ProjectAnswers {
  final class Entry {
    let question: ProjectQuestion
    /// The number of the question as something that is read.
    let number: Int32
    let answer: Answer
    let essence: Answer
    fileprivate var next = 0

    init(_ question: ProjectQuestion, number: Int32, _ answer: Answer) {
      self.question = question
      self.number = number
      self.answer = answer
      essence = answer.essence
    }
  }

  private var entries: [Entry] = []
  private var places: [ProjectQuestion: Int] = [:]
  private var last = 0

  func entry(
    for question: ProjectQuestion,
    _ reads: ReadNumbers,
    asking ask: () -> Answer
  ) -> Entry {
    let guess = last < entries.count ? entries[last].next : 0
    if guess < entries.count, entries[guess].question == question {
      last = guess
      return entries[guess]
    }
    let place = places[question] ?? entries.count
    if place == entries.count {
      places[question] = place
      let number = reads.number(of: .project(question))
      entries.append(Entry(question, number: number, ask()))
    }
    entries[last].next = place
    last = place
    return entries[place]
  }
}
