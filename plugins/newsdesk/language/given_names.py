"""Given names that news often prints, by gender: evidence that a capitalised run is a person, and for "he" or "she".

From general knowledge of common names in the languages of European and American news; spellings folded to ASCII.
"""

from __future__ import annotations


def _set(text: str) -> frozenset[str]:
    return frozenset(text.split())


MALE = _set("""
    aaron abdul abdullah abraham adam adrian ahmad ahmed aidan alan albert alberto alejandro aleksandr aleksandar
    aleksei aleksey ales alex alexander alexandr alexandre alexei alexey alexis alfred ali alistair allan allen
    alvaro amir anatol anatoli anatoly anders andre andreas andrei andrej andres andrew andrey andrzej andriy andy
    angus anthony anton antonio antony arkady arnold art arthur artem artur ashraf asif axel barack barry bashar
    bart ben benjamin bernard bernie bert bill billy bob bobby boris brad bradley brandon brendan brent brett brian
    bruce bruno bryan byron calvin cameron carl carlos cesar chad charles charlie chris christian christoph
    christopher chuck clarence clark claude clayton cliff clint cody colin connor conrad corey cory craig curtis
    cyril dale damian damien damon dan daniel danny daryl dave david dean dennis denis derek devin dick diego dieter
    dimitri dimitry dirk dmitri dmitriy dmitry dominic don donald donnie doug douglas duncan dustin dwayne dylan
    earl eddie edgar eduard eduardo edward edwin eli elliot elliott emil emmanuel eric erich erik ernest ernesto
    ethan eugene evan evgeny ezra fabian felipe felix ferdinand fernando finn floyd francis francisco francois frank
    franklin franz fred frederick frederik fyodor gabriel gareth garry gary gavin gennady geoff geoffrey georg
    george georgi georgy gerald gerard gerhard gilbert giovanni giuseppe gleb glen glenn gordon graham grant greg
    gregory grigory guido guillermo gunter gus gustavo guy hamid hank hans harold harry harvey hassan heath hector
    heiko heinrich helmut henri henrik henry herbert herman hillel horst howard hubert hugh hugo hussein ian ibrahim
    igor ilham ilya imran isaac isaiah ismail ivan ivo jack jackson jacob jacques jaime jake jakob jamal james jamie
    jan jared jason javier jay jean jeb jeff jeffrey jens jeremy jerome jerry jesse jesus jim jimmy joachim joao
    joaquin jochen joe joel johan johann johannes john johnny jon jonas jonathan jordan jorge jose josef joseph josh
    joshua juan juergen jules julian julio julius junior jurgen justin kamal karl keith ken kenneth kent kevin
    khalid kirill kirk klaus konrad konstantin kurt kyle lance larry lars laurent lawrence lech lee len leo leon
    leonard leonid leonardo leroy lester lev levi lewis liam lincoln lindsey lloyd lorenzo lou louis lucas ludwig
    luigi luis luke lyndon maksim malcolm manfred manuel marc marcel marco marcus marcos mario mark markus marshall
    martin marvin mateusz matt matteo matthew matthias maurice mauricio max maxim maximilian mehmet melvin michael
    michel miguel mihail mike mikhail mikhael miles milos mitch mitt mohamed mohammad mohammed moses muhammad murray
    mustafa nathan nathaniel neil nelson newt nicholas nick nicolas nigel nikita nikola nikolai nikolaj nikolas
    nikolay nils noah noam noel norbert norman oleg oleksandr oleksiy olaf oliver olivier omar oscar oskar osama
    otto owen pablo paolo patrick paul paulo pavel pavlo pedro pete peter petr petro phil philip philipp philippe
    phillip pierre piotr pyotr quentin rafael rahul rainer ralf ralph ramon ramzan randall randy rashid raul ravil
    ray raymond reed reggie reince reinhard rene rex ricardo richard rick ricky rob robert roberto robin rodney
    rodrigo roger roland rolf roman ron ronald rory ross roy ruben rudolf rudy rupert ruslan russ russell ryan sam
    samuel sanjay santiago saul scott sean sebastian serge sergei sergej sergey sergio seth shane shaun shawn sidney
    siegfried silvio simon spencer stanislav stanley stefan stephan stephen sterling steve steven stewart stuart
    sven syarhei syarhey ted teddy terence terrence terry theo theodor theodore thomas tim timothy timur tobias todd
    tom tomas tomasz tommy tony travis trevor troy tyler ulrich uwe vadim valentin valery vaclav vasily vasyl vernon
    victor viktor vince vincent vitali vitaly vlad vladimir vladislav volodymyr vyacheslav wade walter warren wayne
    werner wesley wilhelm will willem william willie winston wolfgang woody xavier yaroslav yasser yevgeny yevgeniy
    yitzhak yuri yuriy yury yusuf yves zach zachary zbigniew zev алексей александр андрей анатолий антон артем борис
    вадим валерий василий виктор виталий владимир владислав вячеслав геннадий георгий григорий денис дмитрий евгений
    егор иван игорь илья кирилл константин леонид максим михаил никита николай олег павел петр роман руслан сергей
    станислав степан тимур федор юрий ярослав
""")

FEMALE = _set("""
    abby abigail ada adriana agnes aisha alena alexandra alice alicia alina alison allison alyssa amanda amber
    amelia amy ana anastasia andrea angela angelina anita ann anna anne annegret annette annie antonia april ariana
    arianna asha ashley astrid audrey ayesha barbara beatrice beatrix becky bella bernadette beth betsy betty
    beverly bianca birgit bonnie brenda bridget brigitte brittany brooke camilla candace carla carly carmen carol
    carole caroline carolyn carrie cassandra catherine cathy cecilia celeste celine charlotte chelsea cheryl chloe
    chris christina christine cindy claire clara claudia colleen condoleezza connie constance corinne cristina
    crystal cynthia daisy dana daria daryna dawn debbie deborah debra delia denise diana diane dianne dolores donna
    dora doris dorothy ebony edith eileen elaine eleanor elena eleni elisabeth eliza elizabeth ella ellen elsa emily
    emma erica erika erin esther eva eve evelyn fatima faye felicia fiona florence fran frances francesca frauke
    gabriela gabrielle gail galina geneviève georgia geraldine gertrude gina ginger gisela glenda gloria grace greta
    gretchen gwen hanna hannah harriet hazel heather heidi helen helena helga hilary hillary holly huma ida ilona
    inga ingrid irene irina iris isabel isabella ivana ivanka jackie jacqueline jane janet janice janine jasmine
    jean jeanette jeanne jen jenna jennifer jenny jessica jill jo joan joann joanna joanne jocelyn jodi jordana
    josephine joy joyce juanita judith judy julia juliana julie june justine kara karen karin karina karla kate
    katherine kathleen kathryn kathy katie katja katrin katrina katya kayla keira kelly kellyanne kerry kim kimberly
    kirsten kristen kristin kristina ksenia lara larissa larisa latoya laura lauren laurie lea leah lena leslie
    leticia lidia lila lillian lily linda lindsay lisa liz liza lois loretta lori lorraine louise lucia lucille lucy
    ludmila luisa lydia lynn lyudmila madeleine madison maggie malala mandy marcia margaret margarita margot maria
    mariah marian marianne marie marilyn marina marine marion marisa marissa marjorie marla marlene marsha marta
    martha martina mary maryam matilda maureen maya meg megan meghan melanie melania melinda melissa mercedes
    meredith mia michele michelle mildred mina miranda miriam moira molly monica monika muriel myra nadia nadezhda
    nadine nancy naomi natalia natalie natalya natasha nicole nicola nikki nina nora norma odette oksana olena olga
    olivia ornella paige pam pamela patricia patty paula pauline peggy penelope penny petra phyllis pippa polly
    priya priscilla rachel ramona raquel rebecca regina renee rhonda rita roberta rosa rosalind rose rosemary rosie
    roxanne ruby ruth sabina sabine sabrina sally samantha sandra sandy sara sarah sasha serena shannon sharon
    sheila shelley sherry sheryl shirley silvia simone sofia sonia sonya sophia sophie stacey stacy stefanie stella
    stephanie sue susan susanna susanne suzanne svetlana sviatlana sylvia tamara tammy tanya tara tatiana tatyana
    teresa terri theresa tiffany tina toni tracey traci tracy trudy ulrike ursula ute valentina valeria valerie
    vanessa vera veronica veronika vicki vicky victoria viktoria viola violet virginia vivian wanda wendy whitney
    wilma yana yekaterina yelena yevgenia yolanda yulia yuliya yvette yvonne zara zoe александра алина алла
    анастасия анна валентина вера вероника виктория галина дарья евгения екатерина елена жанна зинаида инна ирина
    кристина ксения лариса лидия любовь людмила маргарита марина мария надежда наталия наталья нина оксана ольга
    полина светлана софья тамара татьяна юлия яна
""")

# Borne by men and women: no evidence for "he" or "she".
EITHER = _set("""
    alex ashley casey chris dana jackie jamie jean jody jordan kelly kerry kim kris lee leslie lindsay lindsey marion
    morgan nicola pat robin sam sandy sasha shannon stacy taylor terry tracy vivian andrea jan jo joan nikita simone
""")
GIVEN = MALE | FEMALE | EITHER
