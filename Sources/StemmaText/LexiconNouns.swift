/// Nouns worth knowing: common ones, so that a capital at the start of a sentence can be taken
/// down, and those whose ending deceives.
enum LexiconNouns {
  static let common = """
    ability absence abstraction abuse accent accident account accuracy action activity
    addition administrator advantage advice age agency agent agreement air algorithm
    alternative amount analysis anarchism anarchist angle animal announcement apple application
    architecture area argument arm army array art article artist aspect assembly assertion
    assumption attention attitude audience author authority automation average baby
    backend background backup bag ball band bandwidth bank bar barrier basis bed bee behavior
    behaviour belief bell benefit bill binary biology bird bit blood board boat body bone bond
    boot bootloader bottle bottom boundary box boy brain brand bread breath brick brother browser
    brush budget bug builder building bus business button byte cable calculation calendar camera
    campaign canvas capability capacity capital capitalism capitalist car carbon card career case
    cat category
    cell center centre century chair channel chapter character characteristic chart chemical
    chemistry child choice circle circuit circumstance citizen city class clause client climate
    clock cloth cloud club cluster coat coffee collaboration collection collector college colony
    color colour column combination comfort commission committee commodity communication
    community company comparison competition compiler component compression compromise computer
    concept conclusion conference confidence configuration confusion connection consensus
    consequence consideration consistency console constant constraint construction consumer
    container content context continent contribution contributor convention conversation
    conversion cook cookie corner corporation correction cotton council country county couple
    course court cousin crime criteria criterion crop crowd crystal culture currency current
    cursor curve customer cylinder daemon danger data database datum day deadlock death debate
    debt decade decision declaration decline definition degree democracy department
    dependency depth derivative description destination destruction detection developer
    development device diagram dialog dictionary diet difference difficulty digit dimension
    dinner direction directive directory disadvantage discovery discussion disease disk distance
    distribution district division doctor documentation dog domain door dose drawback driver drug
    duration dust duty dynamics ear earth eater economics economy edge edition editor education
    effect efficiency effort egg election electricity element email emergency emission emotion
    emphasis empire employee employer emulator encoding encryption enemy energy engine engineer
    engineering
    entity entry environment equation equipment equivalent era error essay essence essential
    ethics evaluation evening event evolution exam example exception executable execution
    existence expectation expense expert explanation exposure expression extension extent
    eye fabric facility fact factor factory failure fairness faith family farm farmer fashion
    fat father fault fiber field filename film firewall firm firmware fish flavor flavour flesh
    flexibility flight floor flour flower fluid folder folk food foot forest fork formation
    formula foundation fraction framework freedom frequency friend front frontend fruit fuel
    fun functionality fund fungus funding furniture future game gap garden gas gateway gender
    gene generation generator genius gift girl glass goal god gold good goods government
    graphics grass gravity ground growth guest guideline guy habit hair half hall hardware
    header heading headline health heart heating height hell hierarchy hill hint history hobby
    hole holiday home honey honor horizon horse hospital hotel hour household human humanity
    humor hundred husband ice icon idea ideal identification identifier identity ideology image
    imagination implementation importance impression improvement incident income indication
    individual industry infection inflation information infrastructure ingredient initiative
    injury insect inside inspection installation installer instance instinct institution
    instruction instrument insurance integer integration integrity intelligence intention
    interaction interface internet interpretation interpreter interval introduction invention
    inventory investigation investment iron island isolation item iteration jargon job joke journal
    journey
    joy judgment juice justice kernel key keyboard keyword kid kind king kitchen knife knowledge
    laboratory labor labour lady lake lamp language laptop latency law lawyer leader leadership
    leaf leather leg legend legislation length lesson letter liability liberty library license
    licence lie life lifetime light likelihood limitation line linker liquid listener literature
    loan loader location logic loop loss lot luck lunch machine macro magazine magic magnet mail
    maintainer maintenance majority maker man management manager manner manual manufacturer
    margin market marriage mass material mathematics matrix maximum meal meaning means
    measurement meat mechanism medicine medium meeting member membership memory mercy message
    metadata metal metaphor method metric microphone middle migration mile milk million mineral
    minimum minister minority minute mirror mission mistake mixture mobility mode moderator
    modification module moisture molecule moment money month mood moon moral morning mother
    motivation motor mountain mouse mouth movement movie multitude muscle museum music mutex myth
    namespace
    nation nature necessity neck neighbor neighborhood neighbour nerve news newspaper night node
    noise norm north nose notation notebook notion novel nothing nucleus number nutrition
    objection objective obligation observation observer occasion occurrence ocean offer office
    officer official oil operand operation operator opinion opponent opportunity opposite
    option ordinance organ organisation organization origin outcome outfit output outside oven
    overhead overview owner ownership oxygen pace packet pain painting pair palette panel paper
    paragraph parameter parent park parser partition partner party passage passenger passion
    password past patent path patience patient payment peace peer penalty people percent
    percentage perception performance period permission person personality perspective
    phenomenon philosophy phone photo photograph physics piano piece pilot pixel placement plane
    planet plastic plate platform player pleasure plenty plugin pocket poem poet poetry poison
    policy politician politics pollution pope population portability portion possession
    possibility postscript pot potential poverty powder prayer precedence precision preference
    prefix premise preparation presence presentation president pressure prevention principle
    printer priority prison privacy privilege probability problem procedure processor product
    production productivity profession professor profile programmer programming projection
    promotion proof propaganda property proportion proposal proposition prospect protection
    protein protest protocol provider provision public publication publisher pulse punishment
    pupil purity purpose quality quantity quarter queen radiation radio rail reaction reader
    reality realm rebellion receipt receiver recipe recipient recommendation recovery
    recursion redundancy reference referendum reflection reform region registry regulation
    relation relationship relay relevance reliability relief religion remainder remark remedy
    reminder repetition replacement replica repository representation representative
    reproduction republic reputation requirement resident resistance resolution resource
    response responsibility restaurant restoration restriction retention revenue revision
    revolution rhythm rice rider rights ritual river road robot rock role roof room rope
    routine row rumor runtime safety salary salt sand satellite satisfaction scenario scene
    scheduler scheme school science scientist sea secret section sector security seed segment
    selection self semantics sender series servant server service session setting setup sex
    shareholder sheet shore shortage shortcut shot shoulder sibling side sight signature
    significance silence silver similarity simplicity sin sister site situation skill skin sky
    slave slavery snake snapshot snow society socket soil soldier solution son song sort soul
    south specialist species specification spectrum speech sphere spirit sport sprite
    stability standard star statement station statistics status steam steel stone storage storm
    story strategy street strength student stuff stupidity submission subset substance
    success suffix sugar suggestion suite summary summer sun supervisor surgery survival
    suspicion symbol symptom synchronization syntax system tactic tactics talent tea teacher
    technique technology teeth telephone television temperature temple temptation tendency
    tension terminal terminology territory terror testament text textbook theater theme theorem
    theory therapy thing thought thousand threat throat throughput ticket tide timer timestamp
    timezone tin tip tissue tobacco token tolerance tone tongue tooth topic touch town track
    trader tradition traffic tragedy transaction transformation transition transmission
    treatment treaty tree triangle tribe triangle truck truth tutorial two-thirds typo uncertainty
    understanding union unit unity universe university uptime usage user username utility
    vacuum validity variable variant variation variety vector vegetable vehicle vendor venture
    verdict version vessel victim victory video village violation violence virtue virus vision
    vitamin vocabulary volume wage war warning waste-water weakness wealth weapon weather
    web website week weekend wheel whole widget width wife wiki window wine wing winter wisdom
    wizard woman wood wool word workaround worker workflow workshop workspace workstation world
    worm worth wound writer writing wrong yard year yeast youth zone
    abbreviation acceptance accessibility acronym adjustment administration admin aggression
    alignment allocation allowance anarchy annotation antenna anxiety apparatus append archiver
    assembler asset assignment assistance association attachment attacker authentication
    authorization availability awareness baseline bean beginner beginning binding birth blob
    bookmark bracket breakage bubble bucket bytecode caller cause-and-effect caveat
    charset checkpoint checksum childhood chunk citizenship classification clause clipboard
    codec collective collision commit-message commune competitor completeness completion
    complexity compatibility composition computation concentration concurrency configurator
    conjunction consistency continuity contradiction controller cooperation coordination
    copyright correctness counter coverage cpu credential crisis crossing daylight debugger
    deadline decoder decompression default definition deletion delimiter deployment deviation
    diff directory discipline discretion discrimination disruption distinction distro disposal
    diversity domination downtime duplicate duplication elimination encoder enforcement
    enhancement enterprise enumeration equality estimation exclusion exemption exit-code
    expansion exploitation extraction fallback feedback filesystem filing fix fingerprint flour
    fragmentation fraud freeze gadget glossary goodwill grammar graph greed guidance hacker handler
    handling harmony header heap helper hexadecimal hook hostname humidity hypothesis idiom illness
    illusion immunity implication inability inclusion independence indicator inequality
    inheritance initialization inode input insertion insight inspiration instability
    interference intersection intervention invariant invitation invocation irrigation issuer
    justification kernel-module keyring landlord larva laziness lecture legislation linkage
    literal locale locality lookup loudspeaker mainframe makefile malware mantra manuscript
    mapping masters maturity meantime merchant mesh metre meter mirror-network misconception
    misunderstanding mnemonic modem monopoly morality mortality mutation naming negotiation
    newbie newcomer newline nonsense nutrient obsession offspring omission optimization
    ordering organism orientation outage outlet outline overflow overuse pager pairing pane
    parity parliament participant participation patchset pathname peasant perfection
    peripheral persistence placeholder planning plaintext poll pollen polygon popularity
    pragma predecessor predicate prejudice prerequisite preview-window prevalence primitive
    prince procedure-call progression pronoun propagation proprietor proximity pump
    quarantine quota quotation raid randomness ratio rationale readability readiness rebuild
    reboot recipe recognition redistribution reduction rectangle refusal rejection reliance
    removal rendering reset restart resignation respect retrieval revelation reversal reviewer
    rollback routing sandbox scalability scope script-writer searching secrecy secretary semaphore
    seminar sensor separation separator serialization shareware shutdown sibling signer
    simulation skeleton slash slogan smartphone socialism sociology software sovereignty
    spammer spec speculation stakeholder starvation subdirectory submodule subroutine
    subscriber subscription subsection subsystem succession successor suitability superuser
    supervision supplier surplus susceptibility swarm synonym tarball taxation taxonomy
    teamwork telnet tenant testing thesis threshold timeout toolchain toolkit topology tracker
    trademark trait trajectory translation translator transparency traveler traveller trigger
    tuning turnover tyranny uniqueness updater uploader upstream usability usefulness
    utilization vacation validation validator verification vertex viewer viewpoint
    visibility visitor volatility volunteer voter vulnerability watchdog welfare whitespace
    wilderness wrapper zero
    way router changeset dictatorship callback opposition pointer federation unemployment creation
    bureaucracy info core menu consumption struggle regime boss workplace desktop critique
    machinery employment accessibility severity militant liberation legacy layout delivery
    schema proxy programme autonomy symlink marker planner fate denial syslog speaker follower
    consciousness codename critic writer sale repo sync notification manifesto junk comrade
    candidate arrangement arrival approval wishlist advertising adherence anchor approximation
    forum font floor-plan graphic gettext stanza startup shorthand solidarity sidebar rotation
    prosperity paradigm null onset pamphlet occupancy modifier milestone merit manpage mankind
    lifestyle lag intellectual historian handful doctrine demonstration correspondence committer
    compilation comma circulation camp bunch analogy agriculture appendix envelope disagreement
    substitution subsistence seller buyer patient nurse hospital vaccine symptom dosage diagnosis
    clinic surgeon organ tumor kidney liver stomach breathing poetry novelist sculpture
    melody harmony composer orchestra violin theatre playwright sculptor canvas portrait
    telescope comet asteroid universe gravity orbit photon neutrino isotope electron proton
    catalyst compound solvent acid alkali polymer reactor turbine engine piston crankshaft
    antibody artery atom bacteria bacterium beaver blade bloom brake canal canyon chlorophyll
    coast compost corn coral cow current desert dough ecosystem electron elephant embryo enzyme
    feather fermentation flood forestry fossil frog galaxy gear glacier gluten grain
    habitat heartbeat hive hormone hurricane hydrogen kiln lava lens lung mammal marsh
    microbe migration mold monarch mosquito moss neuron nitrogen nutrient orbit orchard
    pigment plankton pollination potter predator prey pump rainfall reef reptile reservoir
    root rust sediment seedling shark shell shrub spider spore squirrel starch stream
    sunlight sunset temperature tide timber tissue trunk turbine valley vein vine volcano
    wheat wolf
    """

  /// Singular nouns that end in -s.
  static let singularInS = """
    access address alias analysis apparatus asbestos axis basis bias bonus bus business bypass
    campus canvas census chaos chorus class compass congress consensus corpus cross crisis
    dress economics emphasis ethics fitness focus gas genesis genus glass graphics grass harness
    hypothesis illness kindness lens locus loss mass mathematics mess minus mistress nexus nucleus
    octopus parenthesis pass physics plus politics press process progress prospectus radius
    readiness semantics series status stimulus stress success surplus synopsis synthesis thesis
    thus usefulness virus weakness witness wilderness happiness awareness correctness completeness
    uniqueness randomness laziness fairness news species
    dynamics tactics statistics darkness sadness robustness
    """

  static let irregularPlurals = """
    men women children people feet teeth mice geese data criteria phenomena media indices
    matrices vertices analyses hypotheses bases crises theses axes lives knives leaves halves
    selves wives shelves appendices larvae fungi nuclei bacteria algae parentheses oxen police
    sheep series species
    """

  /// Nouns in -ing.
  static let gerundNouns = """
    thing string something anything nothing everything king ring spring wing building meaning
    setting warning beginning being feeling heading meeting morning evening listing mapping
    naming ordering painting ping programming routing testing understanding writing encoding
    handling packaging training string binding bearing clothing engineering timing tuning
    spelling drawing recording saving pricing housing funding ceiling wording
    """
}
