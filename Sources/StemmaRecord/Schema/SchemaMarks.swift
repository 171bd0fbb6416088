/// Which members of an object, or elements of an array, a schema has had a say about.
struct SchemaMarks {
  private(set) var isMarked: [Bool]

  init(count: Int) { isMarked = Array(repeating: false, count: count) }

  mutating func mark(_ place: Int) { isMarked[place] = true }

  mutating func markAll() {
    for place in isMarked.indices { isMarked[place] = true }
  }

  mutating func merge(_ other: SchemaMarks) {
    for place in isMarked.indices where other.isMarked[place] { isMarked[place] = true }
  }
}
