/// Verbs and adjectives that a pattern needs to know about.
enum VerbLists {
  /// "What does X contain?" is a good question.
  static let takesObject = Set("""
    provide support contain include require need offer use store handle describe define specify
    create generate produce return perform print display list replace represent control determine
    contain hold reduce increase improve prevent avoid ensure guarantee enable affect cause cover
    protect manage maintain monitor process record identify indicate show reveal reflect measure
    detect check verify validate test install remove delete modify update upgrade change convert
    translate transform read write send receive transmit deliver collect gather share extend
    implement execute run load save restore open close encrypt decrypt sign expect accept reject
    ignore support imply mean involve comprise cover express carry absorb release convert
    compare combine separate filter select search find explain introduce teach promote encourage
    demand seek build make develop publish distribute maintain recommend suggest propose
    emphasize assume know prefer examine analyse analyze explore capture eat prohibit
    forbid permit allow restrict limit govern regulate supply contribute export import override
    inherit trigger initialize configure depend simplify facilitate
    """.split(whereSeparator: { $0 == " " || $0 == "\n" }).map { String($0) })

  /// "What does X do?" is no question for these.
  static let stative = Set("""
    be have mean contain include consist require need depend belong exist seem appear become
    remain want know believe think like lack cost live differ refer apply come go see say own hope
    wish love hate prefer understand involve matter deserve comprise constitute represent resemble
    suffer happen occur arise follow start begin end fall rise stand stay keep look feel sound
    cover correspond equal fit last vary tend fail suppose imply suggest expect assume arrive
    """.split(whereSeparator: { $0 == " " || $0 == "\n" }).map { String($0) })

  /// "Where is X stored?"
  static let placed = Set("""
    store locate find keep install place save write list document describe define record hold put
    maintain publish archive mount hide specify declare display show build
    """.split(whereSeparator: { $0 == " " || $0 == "\n" }).map { String($0) })

  /// "What is X used for?" before "to".
  static let purposed = Set("""
    use design intend mean need require make create write build provide employ
    """.split(whereSeparator: { $0 == " " || $0 == "\n" }).map { String($0) })

  /// Participle and preposition after which "What is X … ?" ends well.
  static let boundPrepositions = Set("""
    based-on composed-of made-of derived-from divided-into split-into associated-with
    related-to designed-for intended-for meant-for needed-for required-for used-for used-by
    used-as known-as called-by caused-by controlled-by determined-by governed-by affected-by
    replaced-by followed-by written-in stored-as attached-to connected-to limited-to
    restricted-to converted-into converted-to compared-with compared-to named-after
    represented-by created-by provided-by supported-by maintained-by generated-by produced-by
    defined-by defined-as described-as responsible-for similar-to useful-for suitable-for
    different-from compatible-with equivalent-to dependent-on part-of related-to subject-to
    capable-of good-for inspired-by implemented-in linked-to passed-to applied-to sent-to
    committed-to dedicated-to opposed-to interested-in involved-in included-in supplied-by
    protected-by measured-in organized-into organised-into grouped-into identified-by licensed-under
    released-under handled-by triggered-by triggered-when executed-by managed-by owned-by
    """.split(whereSeparator: { $0 == " " || $0 == "\n" }).map { String($0) })

  /// Units after which "How long …?" is asked.
  static let durations = Set("""
    second seconds minute minutes hour hours day days week weeks month months year years decades
    """.split(whereSeparator: { $0 == " " || $0 == "\n" }).map { String($0) })

  /// Imperatives whose "to …" says what they are good for.
  static let instructive = Set("""
    use run type press execute call choose select enter add set edit create install invoke specify
    click issue pass open start copy put write apply
    """.split(whereSeparator: { $0 == " " || $0 == "\n" }).map { String($0) })

  /// Imperatives that point elsewhere instead of telling what to do.
  static let referring = Set("""
    see note refer consult read remember consider suppose assume imagine let look recall compare
    notice observe think say take please contact visit check thank
    """.split(whereSeparator: { $0 == " " || $0 == "\n" }).map { String($0) })
}
