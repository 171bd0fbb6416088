/// The verbs that stemma knows, as base forms.
///
/// A verb that is missing here is never taken for the verb of a clause, so a gap costs a question
/// and never makes a wrong one.
enum LexiconVerbs {
  /// Verbs that are hardly ever anything else.
  static let plain = """
    abandon absorb accept accompany accomplish accumulate achieve acknowledge acquire act activate
    adapt add adhere adjust administer admit adopt advance advise affect aggregate agree align
    allocate allow alter amend analyse analyze announce annotate anticipate append apply appoint
    appreciate approve argue arise arrange arrive ask assemble assert assess assign assist assume
    assure attach attain attempt attend attract augment authenticate authorise authorize automate
    avoid await bear become begin behave believe belong bind blend boil bother bring broadcast
    browse build burn buy bypass calculate calibrate cancel capture carry categorise categorize
    cease celebrate characterise characterize choose circulate cite claim clarify classify clean
    cling close coexist collapse collect collide combine come commence communicate
    compensate compete compile complain complement complete complicate comply compose comprise
    compute conceal conceive concentrate concern conclude configure confirm conform confuse connect
    consider consist constitute constrain construct consult consume contain contend continue
    contribute convert convey convince cooperate cope correspond corrupt count create cultivate
    customise customize deactivate deal decide declare decline decode decompress decorate decrypt
    dedicate deem defend defer define degrade delegate delete deliver demonstrate deny depend depict
    deploy deprecate derive descend describe deserve detect deteriorate determine
    develop deviate devise devote diagnose dictate die differ differentiate digest diminish disable
    disagree disallow disappear discard discourage discover discuss disguise dismiss display
    disrupt distinguish distribute disturb dive divide document dominate draw duplicate earn ease
    eat edit educate elect eliminate embed embrace emerge emit emphasise emphasize employ enable
    encapsulate enclose encode encounter encourage encrypt endorse endure enforce engage enhance
    enjoy enlarge ensure entail enter enumerate equal erase establish evaluate evolve examine exceed
    exclude execute exhibit exist expand expect expire explain explore expose express extend
    extract fail fall favor favour feed feel fetch find finish fit fix flourish
    follow forbid forget form format formulate forward foster free freeze fulfil fulfill function
    gain gather generate get give go govern grab grant grasp grow guarantee hang happen harm harvest
    hear heat help hide hinder hold hope host identify ignore illustrate imagine imitate
    implement imply import impose improve incorporate increment incur indicate induce
    infer inform inherit initialise initialize initiate inject insert insist inspect install
    instruct integrate intend interact intercept interfere interpret interrupt introduce invalidate
    invent invest investigate invite invoke involve isolate iterate join judge justify keep know
    lack lead learn leave lend let listen live load locate lock log lose lower maintain make manage
    manifest manipulate manufacture mature maximise maximize mean measure memorise
    memorize mention merge migrate minimise minimize mislead mix modify monitor motivate mount move
    multiply need neglect negotiate normalise normalize notice notify obey observe obsolete obtain
    occupy occur offer omit open operate oppose optimise optimize orient
    originate outline outweigh overcome overlap overlook override overwrite own pack paste
    pay perceive perform permit persist persuade place play populate possess postpone
    pour practise precede predict prefer prepare prescribe present preserve press presume pretend
    prevail prevent proceed process produce prohibit promote prompt propagate propose protect prove
    provide publish pull purchase pursue push put qualify quit quote raise ramble rank reach react
    read realise realize rearrange rebase reboot rebuild recall receive recognise recognize
    recommend recompile reconcile reconfigure reconstruct record recover recruit redirect redraw
    reduce refer refine reflect refrain refresh refuse regard register regulate reinstall
    reject relate release relieve reload rely remain remember remind remove rename render renew
    repeat replace replicate reply report represent reproduce require rescue reserve reset
    reside resist resize resolve respect respond restart restore restrict result resume retain
    retire retrieve retry return reuse reveal reverse revert review revise revoke rewrite ride rise
    rotate run sacrifice satisfy save say scan scatter schedule search secure see seek
    seem select sell send separate serve set settle shape share shift shine shrink
    shut signify simplify simulate sit skip sleep slow solve sort spawn speak specialise specialize
    specify speed spend spread stabilise stabilize stand start state stay steal stem stick stimulate
    stop store strengthen strip strive submit subscribe substitute succeed suffer suffice suggest
    suit summarise summarize supersede supervise supplement supply suppose suppress surround survive
    suspect suspend sustain swallow switch synchronise synchronize tackle tag take talk teach tell
    tempt tend terminate test thank think thrive throw tie tolerate touch track trade transcend
    transfer transform translate transmit treat trigger trim truncate trust try tune turn
    undergo undermine understand undertake undo uninstall unify unite unlock unpack unwind update
    upgrade uphold upload use utilise utilize validate vanish vary verify violate
    visit wait walk want warn wash waste watch weaken wear weigh widen win wipe wish withdraw
    withstand wonder work worry wrap write yield download overload compress unmount
    arouse breed choke clarify coordinate correct crash criticise criticize cross cut
    damage debug decrease delay demand deposit desire doubt drain drive drop dry dump echo
    emulate escape exchange excite exempt exit exploit export fight fill filter finance fire flow
    flush fork group guide handle hash hit hurt impact increase influence inhabit interest invade
    issue iterate label land last launch link list look love mark match mirror miss model name
    note number object offset order outnumber owe pass patch pause permute perish persevere phrase
    pick plan plant plug point poll post pressure print probe profit program project query queue
    question rain rate reason rebel reward risk root route sample scale scope score seal
    shelter shield ship shout show sign signal sink size slice smell smoke sound span
    spell split stage stamp steer step strike stress stretch structure study subject
    sum support surprise swap swim target taste tax thread time title toggle total trace
    train transport travel trap tweak type value view voice vote wake warrant water weave welcome
    whisper wind witness zoom access address aim alert answer appeal approach archive attack
    attribute back balance ban base batch bet bid block blow book boost boot border bounce brake
    branch break bridge buffer bump burst cache call care cast catch cause chain challenge
    chance change charge chat check claim clear click climb clone code command comment commit
    compare complete condition conflict contact contract contrast control copy cost cover
    credit cry cycle date decay default design detail dial direct discount dispatch dispute
    divert double draft dream dress drift drink encounter end estimate evidence exercise
    experience experiment face feature fear file flag flash float focus fold force frame
    gauge grade graph gray hand harbor head highlight hook house hunt hurry index input
    install invoice jump kick kill kiss laugh layer leak level lift light limit line log
    manage map master matter mask mind mine mistake motion need nest network
    neighbor notice nurse offer open package page paint parse part path pattern peak
    perfect phase picture pipe pitch plot pool pop port position power practice praise
    preview price prize progress promise purge race range refund register regret
    release rent repair request research resort rest revolt ring rise roll
    round rule rush sail scratch scream screen script season seat sense sentence sequence
    shade shadow shake shell shop shoot shuffle slide slip slot snap sort source space
    spot spring stack staff start stick stock stomach strain stream string strip
    style surface survey suspect sweep swing table tail talk tap task team tear
    template tender term thrust tick toast tool top tour tower toy travel trend
    trick trip trouble tunnel twist visit volunteer walk wall want wave weight whistle
    wire wonder worship wrestle
    include associate organise organize pronounce coin abbreviate centralise centralize hack
    popularize inspire generalize appear destroy orphan oppress detach urge pair arrest cook
    advocate prefix displace conduct repackage forge liberate bury standardize standardise
    segment abolish provoke entitle shorten accuse moderate abort sponsor craft license invert
    flaw decommission accelerate animate ascribe promulgate revive color succumb annoy denounce
    stuff seize preseed repress reintroduce federate reassign polish mutate esteem fascinate flip
    marry paddle personalize misuse discontinue interconnect mail abuse participate disperse
    impress please reinvent construe strand nominate sprinkle distort threaten reprint disappoint
    remark offend dub pioneer obfuscate comprehend award localize localise frustrate spool
    examine absorb inhale pollinate germinate photosynthesize evaporate condense ferment knead
    bake roast steep brew steam cool melt crystallize erupt flower hatch nest roam hibernate
    plough sow irrigate fertilize drip leach seep soak rinse dilute heal vaccinate infect treat
    enact ratify amend legislate prosecute convict appeal testify impeach adjourn convene
    rule reign conquer defeat besiege colonize enslave emancipate rebel surrender ally unite
    compose conduct paint sculpt carve engrave sketch narrate depict portray perform rehearse
    inquire ponder contemplate reckon infer hypothesize speculate theorize conceptualize
    orbit rotate revolve collide accelerate decelerate emit radiate refract diffract polarize
    oxidize corrode react ignite explode detonate combust tilt lean hover sail drift anchor
    vary fluctuate peak dwindle shrink soar plunge surge spike drop double triple halve quadruple
    instantiate dereference concatenate compress allocate deallocate invalidate memoize parse
    preprocess recompute reorder resend rescan resume rollback rethrow subclass timeout unify
    unregister untar unzip vendor zip amortize backport blacklist whitelist cherry-pick
    cross-compile disambiguate double-check fine-tune hard-code intermix reboot reindex relabel
    mask-out misbehave misinterpret outlive oversimplify proofread re-enable re-run subdivide
    typeset undermine upset violate bless bid bleed bounce bow brush calm cancel carve chase
    chew choke circulate clap clutch coax coin comb comfort commemorate commend conceal concede
    condemn confess confine congratulate conserve console conspire contest coordinate crack crawl
    creep crumble crush curb curl cure dare deceive decide declare dedicate deem defy delight
    descend despise devour differ dig dine disagree disappear dispatch dissent dive divorce
    dominate doom drown dwell embarrass embrace emigrate employ endow enrich enroll enslave
    entertain entice equate escort espouse evict exalt excel exclaim excuse exempt exhaust expel
    exploit expose extinguish fade fascinate fasten fertilise flatter flee flourish forgive foster
    frown fulfill fuse glance glow govern grasp graze greet guess hail halt haul heap hesitate
    hire honour howl humiliate illuminate immigrate imprison incite incline inflate inform
    inhabit inherit inspire instil insult insure intend intervene invest irritate jail
    kneel knit knock lament lean leap levy linger loosen lure magnify marvel mend migrate
    mobilize mourn murder nod nominate nourish nurture obsess offend orient outgrow overthrow
    overwhelm perish persecute plead pledge plunder pollute possess praise preach presume prevail
    proclaim prohibit prolong promise prosper provoke punish quarrel quench ransom rear reap
    reassure recite reckon reclaim recommend reconcile redeem refrain rejoice relax relieve
    remedy renounce repel repent resent resign retaliate retreat reunite revere roar rob rouse
    rub ruin scare scold scrape scrub seduce shatter shave shed shiver shove shrug sigh slaughter
    smash smile snatch sneak soften sow spare spark spill spin spit splash spoil squeeze stab
    startle starve stir strangle subdue succeed sue summon suppose surpass surrender swear swell
    tame tease testify thrive tolerate torture trample tread tremble triumph undertake uphold
    urge usher utter vanish venture wander weed weep wield witness wound yearn
    alias alleviate ascertain assimilate bisect bootstrap bundle coincide commute concede
    confine consent contaminate contradict converge correlate counteract culminate deduce
    deliberate denote depart designate deter discern dispense dissolve diverge
    elaborate elicit embark embody empower enact encompass endanger envision equip erode
    evade evaporate evoke exaggerate exert expedite facilitate flatten fluctuate
    fragment grind hamper heed impair impede inflict inhibit innovate intensify intersect
    pose oblige originate shutdown reopen re-execute rerun recreate reimplement redistribute
    introspect mandate mediate mitigate navigate nullify obscure obstruct oversee pertain
    precipitate preclude predate presuppose prioritise prioritize proclaim proliferate
    propel rectify reinforce relinquish render resemble reside respire retrieve saturate
    segregate span stipulate subsume surpass symbolise symbolize tamper transcribe
    transpire underlie unfold vibrate clobber checkout autodetect deselect prepend
    sanitize sanitise serialize serialise tokenize uncompress unset wrap
    """

  /// Known verbs that are nouns at least as often: only clear surroundings make them verbs.
  static let nounsToo = """
    access act address advance aim alert alias answer appeal approach archive attack attempt
    attribute balance ban base batch bet bid block book boost boot border bounce branch break
    bridge broadcast browse buffer build bump bundle burst buy bypass cache call capture care cast
    catch cause
    chain challenge chance change charge chat check claim click climb clone close code command
    comment commit compile complement concern condition conflict contact contract contrast control
    copy cost count cover crash credit cross cry cut cycle damage date deal debug decay decline
    decrease default delay demand deposit design desire detail dial digest discount dispatch
    display dispute document double doubt draft drain dream dress drift drink drive drop dump echo
    end equal escape estimate evidence exchange exercise exit experience experiment exploit export
    express extract face fail fall favor favour fear feature feed fetch fight figure file fill filter
    finance find fire fit fix flag flash float flow flush focus fold force fork form format
    forward fragment
    frame function gain gauge grade grant graph group guarantee guide hand handle harbor harm
    harvest hash head heat help highlight hit hold hook hope host house hunt hurt impact import
    increase increment index influence input install interest interrupt invite invoice issue join
    judge jump keep kick kill kiss label lack land last laugh launch layer lead leak level lift
    light limit line link list live load lock log look love mandate manifest map mark mask
    master match matter measure mention merge mind mine mirror miss mistake mix model monitor
    motion mount move name need nest network note notice number object offer offset order outline
    overlap override own pack package page paint part pass paste patch path pattern pause pay peak
    phase phrase pick picture pipe pitch place plan plant play plot plug point poll pool pop port
    position post pour power practice praise present press pressure preview price print prize
    probe process produce profit program progress project promise prompt purchase purge
    push query question queue quote race rain raise range rank rate reach read reason
    rebel record refund register regret reject release rent repair reply report request rescue
    research reserve reset resort respect rest result return reverse review revolt reward rewrite
    ride ring rise risk roll root round route rule run rush sacrifice sail sample save scale scan
    schedule scope score scratch scream screen script seal search season seat sense sentence
    sequence set shade shadow shake shape share shell shelter shield shift ship shop shoot shout
    show shuffle sign signal sink size sketch skip sleep slice slide slip slot smell smoke snap
    sort sound
    source space span speed spell split spot spread spring stack staff stage stamp stand start
    state stay steer stem step stick stock stomach stop store strain stream stress stretch
    strike string strip structure study style subject substitute sum supplement supply support
    surface surprise survey suspect swap sweep swing switch table tag tail talk tap target task
    taste tax team tear template tender term test thread thrust tick tie time title toast toggle
    tool top total touch tour tower toy trace track trade train transfer transport trap travel
    treat trend trick trigger trip trouble trust try tune tunnel turn tweak twist type update
    upgrade upload use value view visit voice volunteer vote wait wake walk wall want warrant wash
    waste watch water wave wear weight welcome whisper whistle win wind wipe wire wish witness
    wonder work worry worship wrap yield zoom download overload hide neighbor pull checkout
    transform purpose benefit bias model process interface document comment function reference
    appeal abuse ally award bid blacklist bleed bow brew brush chase color comb comfort console
    contest conduct cook craft creep crack crush cure curl dare delight dig drift drip drop
    escort excuse export fade flaw flip flower forge frown fuse glance glow graze guess hack
    halt haul heap honour howl insult jail knock lament lean leap license levy lure mail marvel
    murder nest nod orphan pair peak plunge pledge polish praise prefix quarrel ransom rear
    remark remedy retreat roar rob ruin rule sail scare scrape scrub segment shed sigh sketch
    slaughter smash smile spark spill spin spit splash spike spool stab steam stir strand stuff
    surge swell tilt timeout torture treat triumph urge vendor venture vacuum weed whitelist
    wound zip rollback reprint surrender flash halt orbit advocate prefix associate
    rebase reboot
    """

  /// Of those, the ones whose third person is hardly ever a plural noun.
  static let mostlyVerbInThird = """
    offer display play combine express support break build close convey describe define deal
    draw drive explain extract forward gain grant guarantee keep help find show want hold look need run fall fail fit love pay put sell stay stop try win
    wish read reach produce start turn wait talk end leave begin cause allow contain catch cover
    express feed fill filter have hide invoke judge kill know lack let lose make may mean miss own
    pass permit praise process push pull reject rewrite rise say seem send serve sit sleep stand
    suspect transform turn wear watch work worry yield interact
    """

  /// The ones whose third person is hardly ever anything but a plural noun.
  static let mostlyNounInThird = """
      file part number term time table class line type image word object key group hand page value
      source port path host scope staff team tool task space project package command script
      interface model screen season sentence sequence shop site size stage style subject surface
      template thread title toast tower toy voice volunteer wall wave weight border date detail
      figure network layer level label code color cycle index log patch pattern pipe position
      practice price question reason request review root route rule sample shell signal string
      structure study tag target test trick view person document process effort segment message
      commit resource condition experiment evidence experience factor grade image issue mind
    """

  /// Base form, past and past participle of the irregular ones.
  static let irregular = """
    arise arose arisen|bear bore borne|become became become|begin began begun|bend bent bent
    bet bet bet|bid bid bid|bind bound bound|blow blew blown|break broke broken
    breed bred bred|bring brought brought|broadcast broadcast broadcast|build built built
    burn burned burned|burst burst burst|buy bought bought|cast cast cast|catch caught caught
    choose chose chosen|cling clung clung|come came come|cost cost cost|cut cut cut
    deal dealt dealt|draw drew drawn|dream dreamed dreamed|drink drank drunk|drive drove driven
    eat ate eaten|fall fell fallen|feed fed fed|feel felt felt|fight fought fought
    find found found|fit fitted fitted|forbid forbade forbidden|forget forgot forgotten
    freeze froze frozen|get got got|give gave given|go went gone|grind ground ground
    grow grew grown|hang hung hung|hear heard heard|hide hid hidden|hit hit hit|hold held held
    hurt hurt hurt|keep kept kept|know knew known|lead led led|learn learned learned
    leave left left|lend lent lent|let let let|lose lost lost|make made made|mean meant meant
    mislead misled misled|oversee oversaw overseen|overcome overcame overcome
    override overrode overridden|overwrite overwrote overwritten|pay paid paid|put put put
    quit quit quit|read read read|rebuild rebuilt rebuilt|redraw redrew redrawn|reset reset reset
    rewrite rewrote rewritten|ride rode ridden|ring rang rung|rise rose risen|run ran run
    say said said|see saw seen|seek sought sought|sell sold sold|send sent sent|set set set
    shake shook shaken|shine shone shone|shoot shot shot|show showed shown|shrink shrank shrunk
    shut shut shut|sink sank sunk|sit sat sat|sleep slept slept|slide slid slid
    speak spoke spoken|spend spent spent|split split split|spread spread spread
    spring sprang sprung|stand stood stood|steal stole stolen|stick stuck stuck
    strike struck struck|strive strove striven|sweep swept swept|swim swam swum
    swing swung swung|take took taken|teach taught taught|tear tore torn|tell told told
    think thought thought|throw threw thrown|undergo underwent undergone
    underlie underlay underlain|understand understood understood
    undertake undertook undertaken|undo undid undone|unset unset unset|unwind unwound unwound
    uphold upheld upheld
    wake woke woken|wear wore worn|weave wove woven|win won won|wind wound wound
    withdraw withdrew withdrawn|withstand withstood withstood|write wrote written
    bleed bled bled|creep crept crept|dig dug dug|dwell dwelt dwelt|flee fled fled
    forgive forgave forgiven|kneel knelt knelt|knit knit knit|overthrow overthrew overthrown
    outgrow outgrew outgrown|rerun reran rerun|shed shed shed|spin spun spun|spit spat spat
    swear swore sworn|swell swelled swollen|tread trod trodden|weep wept wept|upset upset upset
    sow sowed sown|resend resent resent|typeset typeset typeset|leap leapt leapt
    bet bet bet|thrust thrust thrust|input input input|offset offset offset
    """

  /// Verbs of more than one syllable whose last consonant is doubled before -ed and -ing.
  static let doubling = """
    admit begin bypass? commit compel control defer deter emit equip expel forbid forget incur
    infer occur omit permit prefer program propel rebel recur refer regret reset submit transfer
    transmit unset unzip upset offset input debug
    """
}
