/// Verbs and adjectives that a pattern needs to know about.
enum VerbLists {
  /// "X aims to do Y": what does X aim to do?
  static let striving = words(
    """
    aim seek strive help serve aspire
    """)

  /// "X allows Y to do Z": what does X allow Y to do?
  static let enabling = words(
    """
    allow enable force encourage permit cause advise ask tell help lead invite compel
    instruct teach configure
    """)

  /// "X is required to do Y": what is X required to do?
  static let obliged = words(
    """
    allow require encourage force advise ask tell permit oblige enable configure
    instruct entitle compel authorize authorise
    """)

  /// Verbs that go with one preposition before what they are about.
  static let prepositional = words(
    """
    depend-on depend-upon rely-on refer-to lead-to belong-to stand-for correspond-to consist-of
    apply-to result-in
    """)

  /// Adjectives in "it is … to do X".
  static let judging = words(
    """
    possible impossible necessary important best safe easy hard difficult useful advisable
    unnecessary sufficient common good better wise essential recommended advised convenient
    dangerous acceptable legal illegal permissible customary
    """)

  /// Verbs of bringing about.
  static let causing = words(
    """
    cause create produce trigger prevent increase reduce improve generate
    """)

  private static func words(_ list: String) -> Set<String> {
    Set(list.split(whereSeparator: { $0 == " " || $0 == "\n" }).map { String($0) })
  }

  /// "What does X do?" is no question for these.
  static let stative = Set(
    """
    be have mean contain include consist require need depend belong exist seem appear become
    remain want know believe think like lack cost live differ refer apply come go see say own hope
    wish love hate prefer understand involve matter deserve comprise constitute represent resemble
    suffer happen occur arise follow start begin end fall rise stand stay keep look feel sound
    cover correspond equal fit last vary tend fail suppose imply suggest expect assume arrive
    """.split(whereSeparator: { $0 == " " || $0 == "\n" }).map { String($0) })

  /// "Where is X stored?"
  static let placed = Set(
    """
    store locate keep install place save define record hold put
    maintain publish archive mount hide specify declare display show build
    """.split(whereSeparator: { $0 == " " || $0 == "\n" }).map { String($0) })

  /// "What is X used for?" before "to".
  static let purposed = Set(
    """
    use design intend employ
    """.split(whereSeparator: { $0 == " " || $0 == "\n" }).map { String($0) })

  /// Participle and preposition after which "What is X … ?" ends well.
  static let boundPrepositions = Set(
    """
    based-on composed-of made-of derived-from divided-into split-into associated-with
    related-to designed-for intended-for meant-for needed-for required-for used-for used-by
    called-by caused-by controlled-by determined-by governed-by affected-by
    replaced-by followed-by written-in attached-to connected-to limited-to
    restricted-to converted-into converted-to compared-with compared-to named-after
    represented-by created-by provided-by supported-by maintained-by generated-by produced-by
    defined-by responsible-for useful-for suitable-for
    different-from compatible-with equivalent-to dependent-on part-of related-to subject-to
    capable-of good-for inspired-by implemented-in linked-to passed-to applied-to sent-to
    committed-to dedicated-to opposed-to interested-in involved-in included-in supplied-by
    protected-by measured-in organized-into organised-into grouped-into identified-by licensed-under
    released-under handled-by triggered-by triggered-when executed-by managed-by owned-by
    """.split(whereSeparator: { $0 == " " || $0 == "\n" }).map { String($0) })

  /// Units after which "How long …?" is asked.
  static let durations = Set(
    """
    second seconds minute minutes hour hours day days week weeks month months year years decades
    """.split(whereSeparator: { $0 == " " || $0 == "\n" }).map { String($0) })

  /// Imperatives whose "to …" says what they are good for.
  static let instructive = Set(
    """
    use run type press execute call choose select enter add set edit create install invoke specify
    click issue pass open start copy put write apply
    """.split(whereSeparator: { $0 == " " || $0 == "\n" }).map { String($0) })

  /// Imperatives that point elsewhere instead of telling what to do.
  static let referring = Set(
    """
    see note refer consult read remember consider suppose assume imagine let look recall compare
    notice observe think say take please contact visit check thank
    """.split(whereSeparator: { $0 == " " || $0 == "\n" }).map { String($0) })
}
