/// Adjectives, adverbs and the closed classes.
enum LexiconOthers {
  static let adjectives = """
    able abrupt absent absolute abstract absurd academic acceptable accurate active actual acute
    adequate adjacent advanced afraid aggressive alive alone alternate alternative amazing ambiguous
    ample ancient angry annoying anonymous apparent appropriate arbitrary asleep atomic
    attractive automatic available average awake aware awful awkward bad bare basic beautiful
    best better big binary bitter black blank blind blue bold boring brave brief bright brilliant
    broad broken brown busy calm capable careful careless central certain cheap chief
    civil classic clean clear clever close cold collective comfortable common compact
    comparable compatible competent complete complex complicated comprehensive concise concrete
    concurrent conditional confident confidential confusing conscious conservative consistent
    constant contemporary contiguous continuous contrary convenient conventional cool
    correct corrupt costly creative critical crucial cruel cryptographic cultural curious current
    daily damp dangerous dark dead deaf dear decent dedicated deep default definite
    deliberate delicate dense dependent desirable detailed deterministic different
    difficult digital direct dirty discrete distant distinct diverse double drastic dry dual due
    dull dynamic eager early east easy economic effective efficient elaborate elderly electric
    electronic elegant eligible empty endless enormous entire equal equivalent essential eternal
    even eventual everyday evident evil exact excellent excess exclusive executable existing
    expensive experimental explicit external extra extreme fair faithful false familiar famous
    fancy fast fat fatal favorite favourite feasible federal female few final financial fine
    firm fit fixed flat flexible foreign formal former fortunate free frequent fresh
    friendly full fun functional fundamental funny further future general generic
    gentle genuine global golden good gradual grand graphical grateful gray great greedy green grey
    gross guilty handy happy hard harmful harmless harsh healthy heavy helpful hidden
    high historical holy honest horizontal hot huge human humble hungry ideal identical idle ill
    illegal immediate immense imminent immutable implicit important impossible impractical
    inactive incomplete inconsistent incorrect independent indirect individual industrial inevitable
    infinite informal inherent initial inner innocent insecure inside insufficient integral
    intelligent intense intentional interactive interesting interim intermediate internal
    international intimate intrinsic intuitive invalid invisible irrelevant joint just keen key
    kind large late later latest lazy leading lean legal legitimate less lesser likely linear
    liquid little live local logical lonely long loose loud low lower loyal lucky mad main
    major male mandatory manual many massive mature maximal maximum mean meaningful
    mechanical medical medieval mere mild military minimal minimum minor mobile moderate modern
    modest modular molten moral more most multiple mutual naive naked narrow nasty national native
    natural naval near neat necessary negative neutral new nice noble noisy nominal nonempty normal
    notable novel numeric numerical numerous obscure obsolete obvious occasional odd
    official old open opposite optimal optional ordinary organic original orthogonal other outdated
    outer outside overall own painful pale parallel parental partial particular passive past
    patient peculiar perfect permanent persistent personal physical plain plausible pleasant
    polite political poor popular portable positive possible potential powerful practical precise
    predictable preferable pregnant preliminary premature present pretty previous primary prime
    primitive principal prior private probable productive proper proportional proprietary proud
    public pure quick quiet radical random rapid rare rational raw ready real realistic
    reasonable recent reckless recursive red redundant regional regular relative
    relevant reliable religious reluctant remarkable remote repeatable reproducible
    required respective responsible retro reverse rich right rigid rigorous ripe robust rough
    round royal rude running rural sacred sad safe same sane satisfactory scarce scientific
    secondary secret secure senior sensible sensitive separate serial serious severe shallow
    sharp shiny short sick significant silent silly similar simple simultaneous single slight
    slow small smart smooth social soft sole solid sophisticated sour south special specific
    spiritual spontaneous stable stale standalone standard static statistical steady steep stiff
    straight straightforward strange strict strong structural stubborn stupid subject subsequent
    substantial subtle successful sudden sufficient suitable super superior supplementary sure
    surprising suspicious sweet swift symbolic symmetric sympathetic synchronous syntactic systematic
    tall technical temporary tender terrible thick thin thorough tight tiny tired top total
    tough toxic traditional transient transparent tricky trivial true trustworthy turbulent typical
    ugly ultimate unable unavailable uncertain unclear uncommon undefined underlying unexpected
    unfair unfamiliar unfortunate unhappy uniform unique universal unknown unlike unlikely
    unnecessary unofficial unpleasant unreliable unsafe unstable unsuitable unusual upcoming upper
    upright upset upstream urban urgent usable useful useless usual vague valid valuable variable
    various vast verbose vertical viable virtual visible visual vital vivid volatile voluntary
    vulnerable warm weak wealthy weekly weird well western wet white whole wicked wide
    widespread wild willing wise wonderful wooden worldwide worse worst worth worthwhile worthy wrong
    yellow young adverse bound dumb edible fluent free-standing hollow inert loath moist mute
    longer higher greater easier earlier older larger faster newer wider smaller simpler closer
    harder deeper slower weaker stronger safer cheaper shorter broader richer poorer thinner
    thicker warmer cooler hotter colder heavier lighter darker brighter younger quicker cleaner
    finer nearer tighter happier busier cleverer milder rarer softer sharper smoother steeper
    greatest easiest earliest oldest largest fastest newest widest smallest simplest closest
    hardest deepest slowest weakest strongest safest cheapest shortest highest lowest longest
    fullest slightest youngest richest poorest
    additional custom null pseudo democratic commercial theoretical practical problematic grave
    inferior petty fake optical pertinent rogue semi terse brute fascist foremost intact
    northern eastern southern offline online onboard outgoing incoming ongoing overdue
    superfluous untouched unused upfront versatile apt bulk cumbersome
    """

  static let adverbs = """
    about above abroad accordingly again ago ahead alike almost alone already also altogether
    always anew anyway anywhere apart around aside away back backwards barely before beforehand
    below besides beyond better clearly consequently currently directly down downwards early
    easily either elsewhere enough especially even eventually ever everywhere exactly far fast
    finally first forever forth forward forwards frequently fully further furthermore generally
    hard hardly hence here hereby high home how however immediately in indeed indoors initially
    inside instead just largely last lately later least less likewise long mainly maybe meanwhile
    merely more moreover most mostly much namely near nearby nearly never nevertheless next
    nonetheless normally not nowadays now nowhere often off on once only
    otherwise out outdoors outside over overall overnight partly perhaps possibly presumably
    previously primarily probably properly quite rarely rather really regardless respectively
    right seldom sideways similarly simply since so sometime sometimes somewhat somewhere soon
    still straight subsequently successfully then there thereafter thereby therefore though
    through throughout thus today together together tomorrow tonight too twice typically
    ultimately under underneath up upstairs upwards usually very well whatsoever yes yesterday yet
    aloud afterwards afterward online offline please not-yet upstream vice-versa nonetheless
    else alternatively automatically manually both rather daily weekly
    """

  static let prepositions = """
    about above across after against along alongside amid among amongst around as at atop before
    behind below beneath beside besides between beyond by concerning despite down during except
    excluding following for from in including inside into like minus near of off on onto opposite
    out outside over past per plus regarding round since than through throughout till to toward
    towards under underneath unlike until up upon versus via vs with within without
    """

  static let subordinators = """
    after although as because before if lest once since so than that though till unless until when
    whenever where whereas wherever whether while whilst
    """

  static let determiners = """
    a an the this that these those each every either neither some any no all both half
    several many much few fewer little enough another such what which whose
    """

  static let possessives = "my your his her its our their one's"

  static let pronouns = """
    i you he she it we they me him us them myself yourself himself herself itself ourselves
    yourselves themselves mine yours hers ours theirs this that these those who whom which what
    one ones someone somebody something anyone anybody anything everyone everybody everything no-one
    nobody nothing none all some any each both either neither many few several most more
    others another such oneself
    """

  static let numbers = """
    zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen
    sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety
    hundred thousand million billion dozen
    """

  static let ordinals = """
    first second third fourth fifth sixth seventh eighth ninth tenth last next
    """

  static let modals = "can could will would may might must shall should cannot ought"

  static let coordinators = "and or but nor yet"
}
