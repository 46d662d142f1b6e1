//! The command line, as `--help` shows it.

use chrono::NaiveDate;
use clap::{ArgAction, Args as ClapArgs, Parser, Subcommand, ValueEnum};
use std::path::PathBuf;

const HELP: &str = "{about}\n\n用法：{usage}\n\n命令：\n{subcommands}\n\n选项：\n{options}\n\n\
退出码：0 已就绪或已完成；1 未满足或未填全；2 输入有误\n";
const COMMAND_HELP: &str = "{about}\n\n用法：{usage}\n\n{all-args}\n";

/// 申报：检查申请材料，生成全套申报文件
#[derive(Debug, Parser)]
#[command(name = "shenbao", version, help_template = HELP, disable_help_subcommand = true)]
#[command(disable_help_flag = true, disable_version_flag = true)]
pub(crate) struct Args {
    #[command(subcommand)]
    pub(crate) command: Command,
    /// 表单和字体所在的文件夹（内有 forms/ 与 fonts/）
    #[arg(long, value_name = "文件夹", global = true, help_heading = "通用选项")]
    pub(crate) resources: Option<PathBuf>,
    /// 另用此表单包：文件夹或 ZIP 文件，可多次指定；不是官方表单
    #[arg(long = "pack", value_name = "表单包", global = true, help_heading = "通用选项")]
    pub(crate) packs: Vec<PathBuf>,
    /// 输出格式
    #[arg(long, value_name = "格式", default_value = "text", global = true, help_heading = "通用选项")]
    #[arg(hide_possible_values = true, hide_default_value = true, help = "输出格式：text（默认）或 json")]
    pub(crate) format: Format,
    /// 显示帮助
    #[arg(short, long, action = ArgAction::Help, global = true, help_heading = "通用选项")]
    help: Option<bool>,
    /// 显示版本
    #[arg(short = 'V', long, action = ArgAction::Version)]
    version: Option<bool>,
}

/// How results are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// For people.
    Text,
    /// For programs.
    Json,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// 列出表单：版本、有效期、申报类型、字段和条款
    #[command(help_template = COMMAND_HELP)]
    Forms(Forms),
    /// 新建一份草稿：空白的，或者由此前的草稿沿用
    #[command(help_template = COMMAND_HELP)]
    New(New),
    /// 逐条检查草稿
    #[command(help_template = COMMAND_HELP)]
    Check(Check),
    /// 生成全套申报文件
    #[command(help_template = COMMAND_HELP)]
    Bundle(Bundle),
    /// 检查证明材料文件：能否装订，页数，清晰度、方向、空白页
    #[command(help_template = COMMAND_HELP)]
    Inspect(Inspect),
    /// 将签章后的扫描页放回原页
    #[command(help_template = COMMAND_HELP)]
    Sign(Sign),
    /// 将电子表格、CSV 或文献题录导入草稿的一个表格
    #[command(help_template = COMMAND_HELP)]
    Import(Import),
    /// 生成某个表格的导入模板（XLSX）
    #[command(help_template = COMMAND_HELP)]
    Template(Template),
    /// 核对材料包中的每个文件
    #[command(help_template = COMMAND_HELP)]
    Verify(Verify),
    /// 将草稿及其附件存为一个加密文件（.shenbao）
    #[command(help_template = COMMAND_HELP)]
    Pack(Pack),
    /// 打开加密文件，取出草稿及其附件
    #[command(help_template = COMMAND_HELP)]
    Unpack(Unpack),
    /// 检查表单包的写法
    #[command(help_template = COMMAND_HELP)]
    Lint(Lint),
    /// 输出草稿文件的 JSON Schema
    #[command(help_template = COMMAND_HELP)]
    Schema(Schema),
}

#[derive(Debug, ClapArgs)]
#[command(next_help_heading = "参数")]
pub(crate) struct Forms {
    #[command(flatten)]
    pub(crate) today: Today,
}

#[derive(Debug, ClapArgs)]
#[command(next_help_heading = "参数")]
pub(crate) struct New {
    /// 表单，如 design-center；可指定版本，如 design-center/2023
    #[arg(value_name = "表单")]
    pub(crate) form: String,
    /// 申报类型，如 in-house；由此前的草稿新建时不必指定
    #[arg(long, value_name = "类型", required_unless_present = "from", conflicts_with = "from")]
    pub(crate) variant: Option<String>,
    /// 由此草稿（.shenbao.json）沿用内容，沿用的内容须逐项核对
    #[arg(long, value_name = "草稿")]
    pub(crate) from: Option<PathBuf>,
    /// 写入此文件；不指定则输出到终端
    #[arg(short, long, value_name = "文件")]
    pub(crate) output: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) today: Today,
}

#[derive(Debug, ClapArgs)]
#[command(next_help_heading = "参数")]
pub(crate) struct Check {
    /// 草稿文件（.shenbao.json）
    #[arg(value_name = "草稿")]
    pub(crate) draft: PathBuf,
    #[command(flatten)]
    pub(crate) today: Today,
}

#[derive(Debug, ClapArgs)]
#[command(next_help_heading = "参数")]
pub(crate) struct Bundle {
    /// 草稿文件（.shenbao.json）
    #[arg(value_name = "草稿")]
    pub(crate) draft: PathBuf,
    /// 生成到此文件夹
    #[arg(short, long, value_name = "文件夹")]
    pub(crate) output: PathBuf,
    /// 在该文件夹中生成一个 ZIP 文件
    #[arg(long)]
    pub(crate) zip: bool,
    #[command(flatten)]
    pub(crate) today: Today,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct Today {
    /// 以此日为今天，如 2026-06-15；不指定则取本机日期
    #[arg(long, value_name = "日期", value_parser = day)]
    pub(crate) today: Option<NaiveDate>,
}

#[derive(Debug, ClapArgs)]
#[command(next_help_heading = "参数")]
pub(crate) struct Inspect {
    /// 证明材料：PDF、JPG、PNG 或 TIFF
    #[arg(value_name = "文件", required = true)]
    pub(crate) files: Vec<PathBuf>,
}

#[derive(Debug, ClapArgs)]
#[command(next_help_heading = "参数")]
pub(crate) struct Sign {
    /// 材料包：文件夹或 ZIP 文件
    #[arg(value_name = "材料包")]
    pub(crate) bundle: PathBuf,
    /// 包内的文件，如 03诚信承诺书.pdf
    #[arg(long, value_name = "文件")]
    pub(crate) file: String,
    /// 页码，从 1 起
    #[arg(long, value_name = "页码")]
    pub(crate) page: u32,
    /// 签章页的扫描件：单页 PDF、JPG 或 PNG
    #[arg(long, value_name = "扫描件")]
    pub(crate) scan: PathBuf,
}

#[derive(Debug, ClapArgs)]
#[command(next_help_heading = "参数")]
pub(crate) struct Import {
    /// 草稿文件（.shenbao.json），导入后写回
    #[arg(value_name = "草稿")]
    pub(crate) draft: PathBuf,
    /// 表格的字段名，如 tenants.list
    #[arg(value_name = "表格")]
    pub(crate) field: String,
    /// XLSX、XLSB、XLS、ODS、CSV、TSV、RIS、BibTeX、EndNote 或文本文件
    #[arg(value_name = "文件")]
    pub(crate) file: PathBuf,
    /// 替换表格中已有的行；不指定则接在其后
    #[arg(long)]
    pub(crate) replace: bool,
    /// 只看导入后的结果，不改草稿
    #[arg(long)]
    pub(crate) preview: bool,
}

#[derive(Debug, ClapArgs)]
#[command(next_help_heading = "参数")]
pub(crate) struct Template {
    /// 表单，如 livestream-base；可指定版本
    #[arg(value_name = "表单")]
    pub(crate) form: String,
    /// 表格的字段名，如 tenants.list
    #[arg(value_name = "表格")]
    pub(crate) field: String,
    /// 写入此文件（.xlsx）
    #[arg(short, long, value_name = "文件")]
    pub(crate) output: PathBuf,
}

#[derive(Debug, ClapArgs)]
#[command(next_help_heading = "参数")]
pub(crate) struct Verify {
    /// 材料包：文件夹或 ZIP 文件
    #[arg(value_name = "材料包")]
    pub(crate) bundle: PathBuf,
}

#[derive(Debug, ClapArgs)]
#[command(next_help_heading = "参数")]
pub(crate) struct Pack {
    /// 草稿文件（.shenbao.json）
    #[arg(value_name = "草稿")]
    pub(crate) draft: PathBuf,
    /// 写入此文件（.shenbao）
    #[arg(short, long, value_name = "文件")]
    pub(crate) output: PathBuf,
    #[command(flatten)]
    pub(crate) passphrase: Passphrase,
}

#[derive(Debug, ClapArgs)]
#[command(next_help_heading = "参数")]
pub(crate) struct Unpack {
    /// 加密文件（.shenbao）
    #[arg(value_name = "文件")]
    pub(crate) parcel: PathBuf,
    /// 草稿写入此文件（.shenbao.json），附件写入旁边的文件夹
    #[arg(short, long, value_name = "草稿")]
    pub(crate) output: PathBuf,
    #[command(flatten)]
    pub(crate) passphrase: Passphrase,
}

/// Never an argument itself: other users of the machine can read those.
#[derive(Debug, ClapArgs)]
pub(crate) struct Passphrase {
    /// 从此文件的第一行读取口令；- 表示标准输入
    #[arg(long, value_name = "文件")]
    pub(crate) passphrase_file: PathBuf,
}

#[derive(Debug, ClapArgs)]
#[command(next_help_heading = "参数")]
pub(crate) struct Lint {
    /// 表单包所在的文件夹
    #[arg(value_name = "文件夹")]
    pub(crate) packs: PathBuf,
}

#[derive(Debug, ClapArgs)]
#[command(next_help_heading = "参数")]
pub(crate) struct Schema {
    /// 表单，如 design-center；可指定版本，如 design-center/2023
    #[arg(value_name = "表单")]
    pub(crate) form: String,
}

fn day(text: &str) -> Result<NaiveDate, &'static str> {
    NaiveDate::parse_from_str(text, "%Y-%m-%d").map_err(|_| "日期应写作 2026-06-15")
}
